import { createHmac, timingSafeEqual } from "node:crypto";
import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/** What a link lets whoever holds it do, once. */
export interface Link {
  readonly purpose: "acknowledge" | "prove";
  /** The number of `INC-n`; 0 for a link that is about a route alone. */
  readonly incident: number;
  readonly route: string;
  /** Whom the message with it was for: one address of a route with several, else an empty text. */
  readonly recipient: string;
  /** Of the route's config when the message left; an answer proves no other config. */
  readonly digest: string;
  readonly expiresAt: EpochMilliseconds;
}

/** `forged`: this store never made it, or somebody changed it. */
export type LinkFailure =
  { readonly kind: "forged" } | { readonly kind: "expired"; readonly link: Link };

/** What a link is signed with: the key of the store, and its id, since a copy has the same key. */
export interface LinkSeal {
  readonly key: Uint8Array;
  readonly store: string;
}

/** Writes a link as one path segment of a URL: letters, digits, `-`, `_` and one dot. */
export function encodeLink(link: Link, seal: LinkSeal): string {
  const { purpose, incident, route, recipient, digest, expiresAt } = link;
  const fields = [letters[purpose], incident, route, recipient, digest, expiresAt];
  const body = Buffer.from(JSON.stringify(fields)).toString("base64url");
  return `${body}.${sign(body, seal)}`;
}

/** Reads a link. Nothing of it is looked at before its signature fits. */
export function readLink(
  token: string,
  seal: LinkSeal,
  now: EpochMilliseconds,
): Result<Link, LinkFailure> {
  const [body = "", signature = "", ...more] = token.slice(0, longest).split(".");
  if (more.length > 0 || !isSame(signature, sign(body, seal))) return fail({ kind: "forged" });
  const link = decode(body);
  if (link === null) return fail({ kind: "forged" });
  return now < link.expiresAt ? ok(link) : fail({ kind: "expired", link });
}

const letters = { acknowledge: "a", prove: "p" } as const;
const longest = 4_096;

/** Over the text, not over what it decodes to: base64 has several spellings for the same bytes. */
function sign(body: string, { key, store }: LinkSeal): string {
  return createHmac("sha256", key).update(`luota link 1\n${store}\n${body}`).digest("base64url");
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What was signed is ours, so that only another version's form can be strange here. */
function decode(body: string): Link | null {
  try {
    const fields: unknown = JSON.parse(Buffer.from(body, "base64url").toString());
    if (!Array.isArray(fields)) return null;
    const [letter, incident, route, recipient, digest, expiresAt] = fields as unknown[];
    if (typeof incident !== "number" || typeof expiresAt !== "number") return null;
    if (typeof route !== "string" || typeof recipient !== "string") return null;
    if (typeof digest !== "string" || (letter !== "a" && letter !== "p")) return null;
    const purpose = letter === "a" ? "acknowledge" : "prove";
    return { purpose, incident, route, recipient, digest, expiresAt };
  } catch {
    return null;
  }
}
