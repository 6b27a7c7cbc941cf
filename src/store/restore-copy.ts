import { chmodSync, copyFileSync } from "node:fs";
import { fail, ok, type Result } from "../base/result.ts";
import { createPrivate, digestFile, dropFile } from "./backup-file.ts";
import { storeFailure, type StoreFailure } from "./failure.ts";
import { openStore } from "./open.ts";
import { checkSoundness, type Soundness } from "./sound.ts";
import { closeStore } from "./store.ts";
import type { Deed } from "./deed.ts";

/** A backup made ready to be put in the place of a store. */
export interface ReadyCopy {
  readonly copy: string;
  /** Of the backup as it was found: SHA-256 in hex. */
  readonly digest: string;
  readonly drop: () => void;
}

export type UnreadyCopy =
  | { readonly kind: "backup"; readonly failure: StoreFailure }
  | { readonly kind: "store"; readonly failure: StoreFailure }
  | { readonly kind: "unsound"; readonly soundness: Exclude<Soundness, { kind: "sound" }> };

/** Copies a backup beside the store, brings it to the schema of this program, and checks all of it. */
export function readyCopy(
  backup: string,
  storePath: string,
  { by, now }: Deed,
): Result<ReadyCopy, UnreadyCopy> {
  const made = createPrivate(`${storePath}.restoring-${Math.random().toString(36).slice(2)}`);
  if (!made.ok) {
    const failure =
      made.failure === "exists" ? ({ kind: "read-only", path: storePath } as const) : made.failure;
    return fail({ kind: "store", failure });
  }
  const copy = made.value;
  const drop = () => {
    dropFile(copy);
  };
  const checked = copyAndCheck(backup, copy, { by, now });
  if (!checked.ok) drop();
  return checked.ok ? ok({ copy, digest: checked.value, drop }) : checked;
}

function copyAndCheck(
  backup: string,
  copy: string,
  { by: actor, now }: Deed,
): Result<string, UnreadyCopy> {
  try {
    copyFileSync(backup, copy);
    chmodSync(copy, 0o600);
  } catch (error) {
    return fail({ kind: "backup", failure: storeFailure(error, backup) });
  }
  const { digest, bytes } = digestFile(copy);
  const notOne = { kind: "not-a-store", reason: "not-sqlite", path: backup } as const;
  // SQLite takes an empty file for a new database.
  if (bytes === 0) return fail({ kind: "backup", failure: notOne });
  const opened = openStore({ path: copy, mode: "command", now, busyTimeoutMs: 0, actor });
  if (!opened.ok) return fail({ kind: "backup", failure: { ...opened.failure, path: backup } });
  const checked = checkSoundness(opened.value);
  closeStore(opened.value);
  if (!checked.ok) return fail({ kind: "backup", failure: { ...checked.failure, path: backup } });
  if (checked.value.kind !== "sound") return fail({ kind: "unsound", soundness: checked.value });
  return ok(digest);
}
