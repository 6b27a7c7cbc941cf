import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { fail, ok, type Result } from "../base/result.ts";
import type { SigningKey } from "../domain/signing-key.ts";
import { sha256Hex } from "../text/digest.ts";
import { appendAudit } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import { placeKeyFile, readKeyFile, type KeyFileFailure } from "./key-file.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";

export type SigningKeyFailure =
  | KeyFileFailure
  /** The file holds something else than an Ed25519 private key. */
  | { readonly kind: "no-key"; readonly path: string };

/** Beside the store, not in it: whoever may read the store (its group) may not sign in its name. */
function signingKeyPath(store: Store): string {
  return `${store.path}.key`;
}

/** The key of this store; null where none was made yet. */
export function readSigningKey(store: Store): Result<SigningKey | null, SigningKeyFailure> {
  const path = signingKeyPath(store);
  const file = readKeyFile(path);
  if (!file.ok) return file;
  return file.value === null ? ok(null) : parseKey(file.value, path);
}

/**
 * The key that signs, made by whoever needs it first. The chain tells of each key that was ever used
 * here: one that was put in the old one's place shows too.
 */
export function useSigningKey(
  store: Store,
  deed: Deed,
): Result<SigningKey, SigningKeyFailure | StoreFailure> {
  const known = readSigningKey(store);
  if (!known.ok) return known;
  const key = known.value === null ? makeKey(signingKeyPath(store)) : ok(known.value);
  if (!key.ok) return key;
  const told = tellOfKey(store, key.value, deed);
  return told.ok ? key : told;
}

/** Somebody else may be quicker: what lies there then is the key. */
function makeKey(path: string): Result<SigningKey, SigningKeyFailure> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const placed = placeKeyFile(path, privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  if (!placed.ok) return placed;
  const file = readKeyFile(path);
  if (!file.ok) return file;
  return parseKey(file.value ?? "", path);
}

function parseKey(text: string, path: string): Result<SigningKey, SigningKeyFailure> {
  try {
    const privateKey = createPrivateKey(text);
    if (privateKey.asymmetricKeyType !== "ed25519") return fail({ kind: "no-key", path });
    const publicKey = createPublicKey(privateKey);
    const publicPem = publicKey.export({ type: "spki", format: "pem" });
    const fingerprint = sha256Hex(publicKey.export({ type: "spki", format: "der" }));
    return ok({ privatePem: text, publicPem: publicPem.toString(), fingerprint });
  } catch {
    return fail({ kind: "no-key", path });
  }
}

const toldName = (fingerprint: string) => `signing-key ${fingerprint}`;

function tellOfKey(
  store: Store,
  { fingerprint, publicPem }: SigningKey,
  { by, now }: Deed,
): Result<void, StoreFailure> {
  const select = "SELECT 1 FROM meta WHERE key = ?";
  const isTold = () => prepare(store, select).get(toldName(fingerprint)) !== undefined;
  const known = attempt(store, isTold);
  if (!known.ok) return known;
  if (known.value) return ok(undefined);
  return transact(store, () => {
    if (isTold()) return ok(undefined);
    const note = "INSERT INTO meta (key, value) VALUES (?, ?)";
    prepare(store, note).run(toldName(fingerprint), publicPem);
    const data = { algorithm: "ed25519", publicKey: publicPem };
    const told = { kind: "signing-key-made", subject: fingerprint, data } as const;
    appendAudit(store, { at: now, actor: by, ...told });
    return ok(undefined);
  });
}

/** Every key that ever signed for this store, as the chain was told: fingerprints and PEM. */
export function readToldKeys(
  store: Store,
): Result<readonly Omit<SigningKey, "privatePem">[], StoreFailure> {
  return attempt(store, () => {
    const select = "SELECT key, value FROM meta WHERE key GLOB 'signing-key *' ORDER BY key";
    const rows = prepare(store, select).all() as [string, string][];
    return rows.map(([key, publicPem]) => ({ fingerprint: key.slice(12), publicPem }));
  });
}
