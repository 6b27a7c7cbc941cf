import { createPublicKey, hash, type KeyObject } from "node:crypto";
import type { Check } from "./verify-check.ts";

export interface PublicKey {
  readonly pem: string;
  readonly key: KeyObject;
  /** SHA-256 of the key's DER form (SPKI) in hex. */
  readonly fingerprint: string;
}

/** An Ed25519 public key; null where the text is none. A private one is not taken for it. */
export function readPublicKey(pem: string): PublicKey | null {
  if (!pem.includes("-----BEGIN PUBLIC KEY-----")) return null;
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== "ed25519") return null;
    const fingerprint = hash("sha256", key.export({ type: "spki", format: "der" }));
    return { pem, key, fingerprint };
  } catch {
    return null;
  }
}

/** Whose key the verifier expects. */
export type AskedKey = PublicKey | { readonly fingerprint: string } | null;

/** `SHA256:3f…`, with or without colons; null where it is no fingerprint. */
export function readFingerprint(text: string): string | null {
  const hex = text
    .replace(/^sha256:/iu, "")
    .replaceAll(/[:\s]/gu, "")
    .toLowerCase();
  return /^[0-9a-f]{64}$/u.test(hex) ? hex : null;
}

export function checkKey(found: PublicKey, asked: AskedKey): Check {
  const { fingerprint } = found;
  if (asked === null)
    return { name: "key", state: "unchecked", why: { kind: "key-not-asked", fingerprint } };
  return asked.fingerprint === fingerprint
    ? { name: "key", state: "holds", found: { kind: "asked-key", fingerprint } }
    : {
        ...{ name: "key", state: "wrong" },
        fault: { kind: "other-key", found: fingerprint, asked: asked.fingerprint },
      };
}
