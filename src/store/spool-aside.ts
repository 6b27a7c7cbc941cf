import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { inside, openFolder, type OpenFolder } from "./spool-folder.ts";
import type { WaitingFile } from "./spool-list.ts";
import { isReportName } from "./spool-name.ts";
import { namesIn } from "./spool-places.ts";
import { systemCode } from "./system-code.ts";

/** So many broken files are kept for a person to look at; the oldest go first. */
export const mostSetAside = 100;

/** So much of each, in bytes: enough to see what it was, too little to fill a disk with. */
export const mostKept = 512 * 1024;

interface Taker {
  readonly storePath: string;
  readonly uid: number;
}

/**
 * Takes a broken file out of the spool and keeps a copy of what was read, with the reason beside it, in
 * a folder of the taker's own: in the folder of another user nothing is made, renamed or deleted but the
 * file itself. Gives that folder; null where the file stays, since the taker has no folder for it.
 */
export function setAside(
  file: WaitingFile,
  broken: { readonly reason: string; readonly content: Uint8Array | null },
  taker: Taker,
): string | null {
  const { folder, name } = file;
  try {
    const aside = openAside(folder, taker);
    if (aside === null) return null;
    try {
      if (broken.content === null) removeEntry(inside(folder, name));
      dropOldest(aside);
      keep(aside, name, (broken.content ?? new Uint8Array()).subarray(0, mostKept));
      keep(aside, reasonName(name), new TextEncoder().encode(`${broken.reason}\n`));
      if (broken.content !== null) unlinkSync(inside(folder, name));
      return aside.path;
    } finally {
      closeSync(aside.descriptor);
    }
  } catch (error) {
    // Somebody else was quicker, or the disk is full: either way the store is unharmed.
    systemCode(error);
    return null;
  }
}

/** Beside the store where its folder is the taker's, else inside the spool where that is. */
function openAside(spool: OpenFolder, { storePath, uid }: Taker): OpenFolder | null {
  const beside = openFolder(dirname(storePath), { follow: true });
  try {
    if (beside?.ownerUid === uid) return makeAside(beside, `${basename(storePath)}.set-aside`, uid);
  } finally {
    if (beside !== null) closeSync(beside.descriptor);
  }
  return spool.ownerUid === uid ? makeAside(spool, "set-aside", uid) : null;
}

/** Where others may add to the folder too, somebody may have put their own in its place. */
function makeAside(parent: OpenFolder, name: string, uid: number): OpenFolder | null {
  const path = inside(parent, name);
  const shown = join(parent.path, name);
  for (const isLastTry of [false, true]) {
    const known = openFolder(path);
    if (known !== null) {
      const { uid: owner, mode } = fstatSync(known.descriptor);
      if (owner === uid && (mode & 0o077) === 0) return { ...known, path: shown };
      closeSync(known.descriptor);
    }
    if (isLastTry) break;
    moveAway(path);
    mkdirSync(path, { mode: 0o700 });
  }
  return null;
}

function moveAway(path: string): void {
  try {
    renameSync(path, `${path}.foreign-${Math.random().toString(36).slice(2)}`);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
}

const reasonName = (name: string) => `${name}.reason`;

function dropOldest(aside: OpenFolder): void {
  const kept = namesIn(inside(aside, ".")).filter(isReportName).sort();
  for (const name of kept.slice(0, Math.max(0, kept.length - mostSetAside + 1))) {
    drop(inside(aside, name));
    drop(inside(aside, reasonName(name)));
  }
}

/** A file that could not be taken away the last time comes again under its name. */
function keep(aside: OpenFolder, name: string, content: Uint8Array): void {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const path = inside(aside, name);
  drop(path);
  const file = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    for (let done = 0; done < content.length;) done += writeSync(file, content, done);
  } finally {
    closeSync(file);
  }
}

function drop(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    systemCode(error);
  }
}

/** Whatever it is; of folders only an empty one. */
function removeEntry(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!["EISDIR", "EPERM"].includes(systemCode(error))) throw error;
    rmdirSync(path);
  }
}
