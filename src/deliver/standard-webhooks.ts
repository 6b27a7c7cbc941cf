import { createHmac, createPrivateKey, sign, type KeyObject } from "node:crypto";
import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/** With what a message is signed (Standard Webhooks 1.0.0). Nothing: it is not signed. */
export interface WebhookKeys {
  /** `whsec_` and base64, or the secret itself as text. Each signs. */
  readonly secrets: readonly string[];
  /** `whsk_` and base64 of an Ed25519 key (its 32 bytes, or with the public half 64), or PEM. */
  readonly signingKey: string | null;
}

export interface WebhookKeyFailure {
  readonly kind: "bad-webhook-key";
  /** Without anything of the key. */
  readonly reason: string;
}

/** Makes the headers of an attempt that is made at `at`. */
export type SignWebhook = (
  id: string,
  at: EpochMilliseconds,
  body: string,
) => Readonly<Record<string, string>>;

/** Reads the keys once, so that a bad one is known before anything is sent. */
export function readWebhookKeys({
  secrets,
  signingKey,
}: WebhookKeys): Result<SignWebhook, WebhookKeyFailure> {
  const macKeys = secrets.map(readSecret);
  const refuse = (reason: string) => fail({ kind: "bad-webhook-key", reason } as const);
  if (macKeys.includes(null)) {
    return refuse("a signing secret is empty, or no base64 behind whsec_");
  }
  const privateKey = signingKey === null ? null : readSigningKey(signingKey);
  if (signingKey !== null && privateKey === null) {
    return refuse("the signing key is no Ed25519 key: write whsk_ and base64, or PEM");
  }
  return ok((id, at, body) => {
    const seconds = String(Math.floor(at / 1000));
    const signed = `${id}.${seconds}.${body}`;
    const signatures = macKeys
      .filter((key) => key !== null)
      .map((key) => `v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    if (privateKey !== null) {
      signatures.push(`v1a,${sign(null, Buffer.from(signed), privateKey).toString("base64")}`);
    }
    const headers = { "webhook-id": id, "webhook-timestamp": seconds };
    return signatures.length === 0
      ? headers
      : { ...headers, "webhook-signature": signatures.join(" ") };
  });
}

function readSecret(secret: string): Buffer | null {
  const given = secret.trim();
  const key = given.startsWith("whsec_")
    ? fromBase64(given.slice("whsec_".length))
    : Buffer.from(given, "utf8");
  return key === null || key.length === 0 ? null : key;
}

function readSigningKey(signingKey: string): KeyObject | null {
  const given = signingKey.trim();
  try {
    if (given.startsWith("-----BEGIN")) return onlyEd25519(createPrivateKey(given));
    const bytes = given.startsWith("whsk_") ? fromBase64(given.slice("whsk_".length)) : null;
    if (bytes === null || (bytes.length !== 32 && bytes.length !== 64)) return null;
    const der = Buffer.concat([pkcs8Start, bytes.subarray(0, 32)]);
    return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  } catch {
    return null;
  }
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const pkcs8Start = Buffer.from("302e020100300506032b657004220420", "hex");

function onlyEd25519(key: KeyObject): KeyObject | null {
  return key.asymmetricKeyType === "ed25519" ? key : null;
}

/** Node takes anything for base64; a key that was mistyped should not sign. */
function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  const plain = (each: string) => each.replace(/=+$/u, "");
  return plain(bytes.toString("base64")) === plain(text) ? bytes : null;
}
