import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { fail, ok, type Result } from "../../base/result.ts";

/** Why a config was not written; it is then as it was. */
export type WriteFailure =
  | { readonly kind: "exists"; readonly file: string }
  /** Somebody else wrote it since it was read. */
  | { readonly kind: "changed"; readonly file: string }
  | { readonly kind: "not-written"; readonly file: string; readonly reason: string };

/** Writes a file that is not there yet, and the folders on its way; never over another one. */
export function createFile(
  file: string,
  text: string,
  modes: { readonly file: number; readonly folder: number },
): Result<null, WriteFailure> {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: modes.folder });
  } catch (error) {
    return notWritten(file, error);
  }
  try {
    writeFileSync(file, text, { flag: "wx", mode: modes.file, flush: true });
    return ok(null);
  } catch (error) {
    return codeOf(error) === "EEXIST" ? fail({ kind: "exists", file }) : notWritten(file, error);
  }
}

/**
 * Puts a new text in the place of one that was read before, in one step: whoever reads meanwhile
 * gets the one or the other. Mode and owner stay, links are followed.
 */
export function replaceFile(
  file: string,
  before: string,
  after: string,
): Result<null, WriteFailure> {
  let draft: string | null = null;
  try {
    const target = realpathSync(file);
    const stats = statSync(target);
    const name = join(dirname(target), `.luota-draft-${randomUUID()}`);
    const descriptor = openSync(name, "wx", 0o600);
    draft = name;
    try {
      writeFileSync(descriptor, after);
      fchownSync(descriptor, stats.uid, stats.gid);
      fchmodSync(descriptor, stats.mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (readFileSync(target, "utf8") !== before) return fail({ kind: "changed", file });
    renameSync(draft, target);
    draft = null;
    syncFolder(dirname(target));
    return ok(null);
  } catch (error) {
    return notWritten(file, error);
  } finally {
    if (draft !== null) rmSync(draft, { force: true });
  }
}

/** The new name must survive a power cut too. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function notWritten(file: string, error: unknown): Result<null, WriteFailure> {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: "this user may not write there",
    EPERM: "this user can't keep its owner",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
    ENOTDIR: "a part of its path is no directory",
    EEXIST: "a part of its path is no directory",
  };
  const code = codeOf(error);
  return fail({ kind: "not-written", file, reason: reasons[code] ?? (code || String(error)) });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
