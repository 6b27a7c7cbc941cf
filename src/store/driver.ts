import { existsSync } from "node:fs";
import { arch } from "node:os";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { fail, ok, type Result } from "../base/result.ts";
import { storeFailure, type StoreFailure } from "./failure.ts";

/**
 * Opens SQLite on a file that exists. The native part is loaded here, not before, and by its path: the
 * package's own search reads the file system, and the bundled run path lies where it would not find it.
 */
export function openDatabase(
  path: string,
  waitMs: number,
): Result<Database.Database, StoreFailure> {
  let first: StoreFailure | null = null;
  for (const nativeBinding of binaries()) {
    try {
      return ok(new Database(path, { timeout: waitMs, fileMustExist: true, nativeBinding }));
    } catch (error) {
      const failure = storeFailure(error, path);
      if (failure.kind !== "unloadable") return fail(failure);
      // Made for another C library, most likely: the next one may fit. What the likeliest said is told.
      first ??= failure;
    }
  }
  return fail(first ?? { kind: "unloadable", path, detail: "better-sqlite3 is not installed" });
}

/** The native parts there are, the likeliest first: glibc, musl, compiled on purpose. */
function* binaries(): Generator<string> {
  const folder = packageFolder();
  if (folder === null) return;
  for (const name of [
    `prebuilds/linux-${arch()}.node`,
    `prebuilds/linuxmusl-${arch()}.node`,
    "build/Release/better_sqlite3.node",
  ]) {
    const path = join(folder, name);
    if (existsSync(path)) yield path;
  }
}

/** Found from here upwards, as Node itself would. */
function packageFolder(): string | null {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const found = join(folder, "node_modules", "better-sqlite3");
    if (existsSync(found)) return found;
    if (folder === dirname(folder)) return null;
  }
}
