import { basename } from "node:path";
import { fail, ok, type Result } from "../base/result.ts";
import { appendAudit } from "./audit-append.ts";
import { createPrivate, digestFile, dropFile, nameFile } from "./backup-file.ts";
import { storeFailure, type StoreFailure } from "./failure.ts";
import { openStore } from "./open.ts";
import { checkSoundness, type ChainHead, type Soundness } from "./sound.ts";
import { attempt, closeStore, transact, type Store } from "./store.ts";
import { systemCode } from "./system-code.ts";
import type { Deed } from "./deed.ts";

export interface Backup {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 in hex. */
  readonly digest: string;
  readonly events: number;
  /** The end of the chain in the copy. */
  readonly head: ChainHead;
}

export type BackupFailure =
  | { readonly kind: "store"; readonly failure: StoreFailure }
  /** There is something already under that name. */
  | { readonly kind: "exists"; readonly path: string }
  /** The copy could not be written. */
  | { readonly kind: "target"; readonly failure: StoreFailure }
  /** The copy is as wrong as the store. */
  | { readonly kind: "unsound"; readonly soundness: Exclude<Soundness, { kind: "sound" }> };

/**
 * Copies the store as it is at one instant, whoever writes meanwhile; the copy is opened and checked
 * before it gets its name. `path` is absolute. What is there is never overwritten.
 */
export function backUp(store: Store, path: string, deed: Deed): Result<Backup, BackupFailure> {
  const unnamed = createPrivate(path);
  if (!unnamed.ok)
    return fail(
      unnamed.failure === "exists"
        ? { kind: "exists", path }
        : { kind: "target", failure: unnamed.failure },
    );
  try {
    return fill(store, unnamed.value, path, deed);
  } finally {
    dropFile(unnamed.value);
  }
}

function fill(
  store: Store,
  unnamed: string,
  path: string,
  deed: Deed,
): Result<Backup, BackupFailure> {
  const copied = attempt(store, () => store.database.prepare("VACUUM INTO ?").run(unnamed));
  if (!copied.ok) return fail({ kind: "store", failure: copied.failure });
  const checked = checkCopy(unnamed, deed);
  if (!checked.ok) return fail({ kind: "target", failure: checked.failure });
  const soundness = checked.value;
  if (soundness.kind !== "sound") return fail({ kind: "unsound", soundness });
  try {
    const { digest, bytes } = digestFile(unnamed);
    nameFile(unnamed, path);
    const { events, head } = soundness;
    const told = tell(store, { path, digest, bytes, events, head }, deed);
    return told.ok ? told : fail({ kind: "store", failure: told.failure });
  } catch (error) {
    if (systemCode(error) === "EEXIST") return fail({ kind: "exists", path });
    return fail({ kind: "target", failure: storeFailure(error, path) });
  }
}

/** The copy as somebody will find it who needs it. */
function checkCopy(path: string, { now }: Deed): Result<Soundness, StoreFailure> {
  const opened = openStore({ path, mode: "wrapper", now, busyTimeoutMs: 0, makeFolder: false });
  if (!opened.ok) return opened;
  try {
    return checkSoundness(opened.value);
  } finally {
    closeStore(opened.value);
  }
}

function tell(store: Store, made: Backup, { by, now }: Deed): Result<Backup, StoreFailure> {
  const { path, digest, bytes, head } = made;
  const data = { file: basename(path), digest, bytes, head: { ...head } };
  return transact<Backup, never>(store, () => {
    appendAudit(store, { at: now, kind: "backed-up", actor: by, subject: null, data });
    return ok(made);
  });
}
