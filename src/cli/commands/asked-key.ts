import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fail, ok, type Result } from "../../base/result.ts";
import { readWhole } from "../../record/bundle-open.ts";
import { readFingerprint, readPublicKey, type AskedKey } from "../../record/verify-key.ts";
import { quote } from "../complain/quote.ts";

const mostBytes = 65_536;

/** `--key`: a fingerprint, or a file with a public key. */
export function readAskedKey(word: string | undefined, cwd: string): Result<AskedKey, string> {
  if (word === undefined) return ok(null);
  const fingerprint = readFingerprint(word);
  if (fingerprint !== null) return ok({ fingerprint });
  const path = resolve(cwd, word);
  const wanted = "a file with an Ed25519 public key (PEM), or its fingerprint of 64 digits";
  if (!existsSync(path)) return fail(`--key: ${quote(word)} is no file; give ${wanted}`);
  const read = readWhole(path, mostBytes, { follow: true });
  const key = read.ok ? readPublicKey(read.value.toString("utf8")) : null;
  return key === null ? fail(`--key: ${quote(word)} can't be used; give ${wanted}`) : ok(key);
}
