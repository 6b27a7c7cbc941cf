import { existsSync } from "node:fs";
import { arch } from "node:os";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { fail, ok, type Result } from "../base/result.ts";
import { storeFailure, type StoreFailure } from "./failure.ts";

/** Opens SQLite on a file that exists. The native module is loaded here, not before. */
export function openDatabase(
  path: string,
  waitMs: number,
): Result<Database.Database, StoreFailure> {
  const options = { timeout: waitMs, fileMustExist: true };
  try {
    return ok(new Database(path, { ...options, ...knownBinding() }));
  } catch (error) {
    const failure = storeFailure(error, path);
    return failure.kind === "unloadable" ? openThroughSearch(path, options) : fail(failure);
  }
}

/** Lets the package look for the binary itself: on musl, or where it was compiled on purpose. */
function openThroughSearch(
  path: string,
  options: Database.Options,
): Result<Database.Database, StoreFailure> {
  try {
    return ok(new Database(path, options));
  } catch (error) {
    return fail(storeFailure(error, path));
  }
}

/** The search reads the file system and /proc/self/maps; naming the binary saves that at each start. */
function knownBinding(): { nativeBinding?: string } {
  const binary = join("node_modules", "better-sqlite3", "prebuilds", `linux-${arch()}.node`);
  for (let folder = import.meta.dirname; folder !== "/"; folder = dirname(folder)) {
    const nativeBinding = join(folder, binary);
    if (existsSync(nativeBinding)) return { nativeBinding };
  }
  return {};
}
