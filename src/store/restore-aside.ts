import { renameSync } from "node:fs";
import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { storeFailure, type StoreFailure } from "./failure.ts";
import { asideName } from "./restore.ts";
import { systemCode } from "./system-code.ts";

/**
 * Moves a store that can't be read out of the way, with its log; where it lies then. Its log goes first:
 * it must never be taken for the log of what comes in its place.
 */
export function moveAside(path: string, now: EpochMilliseconds): Result<string, StoreFailure> {
  const aside = asideName(path, now);
  try {
    for (const suffix of ["-wal", "-shm", ""]) move(`${path}${suffix}`, `${aside}${suffix}`);
    return ok(aside);
  } catch (error) {
    return { ok: false, failure: storeFailure(error, path) };
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
}
