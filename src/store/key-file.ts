import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { fail, ok, type Result } from "../base/result.ts";

export type KeyFileFailure =
  /** Others may read it, or it is no regular file of this user's own. */
  | { readonly kind: "key-exposed"; readonly path: string; readonly mode: number }
  | { readonly kind: "key-unreadable"; readonly path: string; readonly code: string }
  | { readonly kind: "key-unwritable"; readonly path: string; readonly code: string };

const mostBytes = 16_384;

/** Null where there is none. A link is not followed. */
export function readKeyFile(path: string): Result<string | null, KeyFileFailure> {
  let descriptor: number | null = null;
  try {
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    descriptor = openSync(path, flags);
    const { mode, size } = fstatSync(descriptor);
    const isFile = (mode & constants.S_IFMT) === constants.S_IFREG;
    if (!isFile || (mode & 0o077) !== 0 || size > mostBytes)
      return fail({ kind: "key-exposed", path, mode: mode & 0o7777 });
    return ok(readFileSync(descriptor, "utf8"));
  } catch (error) {
    const code = codeOf(error);
    return code === "ENOENT" ? ok(null) : fail({ kind: "key-unreadable", path, code });
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** The file gets its name once it is whole and on the disk; one that is there stays as it is. */
export function placeKeyFile(path: string, text: string): Result<void, KeyFileFailure> {
  const unnamed = `${path}.new-${Math.random().toString(36).slice(2)}`;
  try {
    const descriptor = openSync(unnamed, "wx", 0o600);
    try {
      fchmodSync(descriptor, 0o600);
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
      linkSync(unnamed, path);
    } finally {
      closeSync(descriptor);
      unlinkSync(unnamed);
    }
    return ok(undefined);
  } catch (error) {
    const code = codeOf(error);
    return code === "EEXIST" ? ok(undefined) : fail({ kind: "key-unwritable", path, code });
  }
}

/** What was thrown without a code is a bug, and stays one. */
function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return error.code;
  throw error;
}
