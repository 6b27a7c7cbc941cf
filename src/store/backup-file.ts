import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  unlinkSync,
} from "node:fs";
import { dirname } from "node:path";
import { fail, ok, type Result } from "../base/result.ts";
import { storeFailure, type StoreFailure } from "./failure.ts";

/** A new empty file of this user's alone beside a path that nothing lies at; it has no name yet. */
export function createPrivate(path: string): Result<string, StoreFailure | "exists"> {
  const unnamed = `${path}.part-${Math.random().toString(36).slice(2)}`;
  try {
    if (existsSync(path)) return fail("exists");
    closeSync(openSync(unnamed, "wx", 0o600));
    return ok(unnamed);
  } catch (error) {
    return fail(storeFailure(error, path));
  }
}

export function dropFile(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"])
    try {
      unlinkSync(`${path}${suffix}`);
    } catch {
      // Most of them never were.
    }
}

/** SHA-256 in hex and the size of a file of any length. */
export function digestFile(path: string): { readonly digest: string; readonly bytes: number } {
  const file = openSync(path, "r");
  try {
    const digest = createHash("sha256");
    const buffer = Buffer.alloc(1 << 20);
    let bytes = 0;
    for (let read = -1; read !== 0; bytes += read) {
      read = readSync(file, buffer);
      digest.update(buffer.subarray(0, read));
    }
    return { digest: digest.digest("hex"), bytes };
  } finally {
    closeSync(file);
  }
}

/**
 * Gives a whole file its name, and both to the disk. Unlike a rename it never replaces what somebody
 * else put there meanwhile: it throws the system's EEXIST.
 */
export function nameFile(unnamed: string, path: string): void {
  const file = openSync(unnamed, "r");
  fsyncSync(file);
  closeSync(file);
  linkSync(unnamed, path);
  settleFolder(path);
}

/** So that a new name survives a power loss. */
function settleFolder(path: string): void {
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
