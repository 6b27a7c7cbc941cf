import { closeSync, openSync, readSync } from "node:fs";

/** Crockford's base 32 in lower case: no i, l, o, u to misread. */
export const idAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
export const idLength = 16;

/** A new run id: 80 random bits, so that its first few characters already name it. node:crypto would cost start-up time. */
export function newId(): string {
  const bytes = new Uint8Array(idLength);
  try {
    readRandom(bytes);
  } catch {
    // A chroot without /dev, or no descriptor left.
    crypto.getRandomValues(bytes);
  }
  return Array.from(bytes, (byte) => idAlphabet[byte % idAlphabet.length] ?? "0").join("");
}

function readRandom(bytes: Uint8Array): void {
  const source = openSync("/dev/urandom", "r");
  try {
    readSync(source, bytes, 0, idLength, null);
  } finally {
    closeSync(source);
  }
}
