import type { Message } from "../domain/message.ts";
import { boundedLine } from "./email-bounded.ts";

export interface EmailHeaders {
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly others: Readonly<Record<string, string>>;
}

/** What programs read of a message: its name, its thread, and that no person wrote it. */
export function writeHeaders(message: Message, from: string): EmailHeaders {
  const domain = from.slice(from.lastIndexOf("@") + 1).toLowerCase();
  const nameOf = (id: string) => `<${atom(id)}.${atom(message.store)}@${domain}>`;
  const { thread, witness } = message;
  const before = thread === null ? [] : [thread.root, ...thread.before.slice(-mostReferences)];
  const references = [...new Set(before.map(nameOf))];
  const keys = message.body.kind === "incidents" ? message.body.stories : [];
  const others: Record<string, string> = {
    "Auto-Submitted": "auto-generated",
    // Exchange answers with "I am away" unless told not to.
    "X-Auto-Response-Suppress": "All",
    "List-Id": `<${atom(message.route)}.luota.${domain}>`,
    "X-Luota-Message": atom(message.id),
  };
  if (keys.length > 0) {
    const shown = keys.slice(0, 50).map(({ key }) => key.replace(/[^\w./-]/gu, "-").slice(0, 100));
    others["X-Luota-Incident"] = shown.join(", ");
  }
  if (witness !== null) {
    others["X-Luota-Audit"] =
      `${witness.seq} sha256:${witness.hash.replace(/[^\da-f]/giu, "").slice(0, 64)}`;
  }
  return {
    messageId: nameOf(message.id),
    inReplyTo: references.at(-1) ?? null,
    references,
    others,
  };
}

/** Text for a header. What looks like an encoded word would be decoded by whoever shows it. */
export function headerText(text: string, most: number): string {
  // Only afterwards: what is taken out of a text may leave the two signs side by side.
  return boundedLine(boundedLine(text, most).replaceAll("=?", "= ?"), most);
}

const mostReferences = 10;

/** A part of a message id or list id: letters, digits, `_` and `-`. */
function atom(text: string): string {
  const clean = text.replace(/[^\w-]+/gu, "-").slice(0, 100);
  return clean === "" ? "-" : clean;
}
