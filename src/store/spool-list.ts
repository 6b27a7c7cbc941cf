import { lstatSync, unlinkSync } from "node:fs";
import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { inside, type OpenFolder } from "./spool-folder.ts";
import { isSpoolName, isUnfinishedName, storeKey } from "./spool-name.ts";
import { namesIn } from "./spool-places.ts";
import { systemCode } from "./system-code.ts";

export interface WaitingFile {
  readonly folder: OpenFolder;
  readonly name: string;
}

/** The reports that wait for this store in the folders, oldest first. */
export function listWaiting(
  storePath: string,
  folders: readonly OpenFolder[],
  now: EpochMilliseconds,
): WaitingFile[] {
  const key = storeKey(storePath);
  const files: WaitingFile[] = [];
  for (const folder of folders) {
    for (const name of namesIn(inside(folder, "."))) {
      if (isSpoolName(name, key)) files.push({ folder, name });
      else if (isUnfinishedName(name)) dropUnfinished(inside(folder, name), now);
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
