import { lstatSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { isSpoolName, isUnfinishedName, storeKey } from "./spool-name.ts";
import { isTrustworthy, namesIn, type SpoolPlace } from "./spool-places.ts";
import { systemCode } from "./system-code.ts";

export interface WaitingFile {
  readonly folder: string;
  readonly name: string;
}

/** The reports that wait for this store in all places, oldest first. */
export function listWaiting(
  storePath: string,
  places: readonly SpoolPlace[],
  now: EpochMilliseconds,
): WaitingFile[] {
  const key = storeKey(storePath);
  const files: WaitingFile[] = [];
  for (const place of places) {
    if (isTrustworthy(place) !== true) continue;
    for (const name of namesIn(place.folder)) {
      if (isSpoolName(name, key)) files.push({ folder: place.folder, name });
      else if (isUnfinishedName(name)) dropUnfinished(join(place.folder, name), now);
    }
  }
  return files.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** A file that is not finished after this long belongs to a process that died. */
const unfinishedForMs: Milliseconds = 3_600_000;

function dropUnfinished(path: string, now: EpochMilliseconds): void {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && now - stat.mtimeMs > unfinishedForMs) unlinkSync(path);
  } catch (error) {
    // Somebody else was quicker, or it is not ours to remove.
    systemCode(error);
  }
}
