import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { namesIn } from "./spool-places.ts";
import { systemCode } from "./system-code.ts";

/** So many broken files are kept for a person to look at; the oldest go first. */
export const mostSetAside = 100;

const asideName = "set-aside";

/** Moves a broken file out of the way, with the reason beside it. False: it could not be moved. */
export function setAside(folder: string, name: string, reason: string, uid: number): boolean {
  try {
    const aside = join(folder, asideName);
    makeAside(aside, uid);
    dropOldest(aside);
    renameSync(join(folder, name), join(aside, name));
    writeFileSync(join(aside, `${name}.reason`), `${reason}\n`, { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    // Somebody else was quicker, or the disk is full: either way the store is unharmed.
    systemCode(error);
    return false;
  }
}

/** In a folder where anyone adds, somebody may have put their own in its place. */
function makeAside(aside: string, uid: number): void {
  const known = lstatSync(aside, { throwIfNoEntry: false });
  if (known?.isDirectory() === true && known.uid === uid && (known.mode & 0o077) === 0) return;
  if (known !== undefined)
    renameSync(aside, `${aside}.foreign-${Math.random().toString(36).slice(2)}`);
  mkdirSync(aside, { mode: 0o700 });
}

function dropOldest(aside: string): void {
  const kept = namesIn(aside)
    .filter((name) => !name.endsWith(".reason"))
    .sort();
  for (const name of kept.slice(0, Math.max(0, kept.length - mostSetAside + 1))) {
    rmSync(join(aside, name), { recursive: true, force: true });
    rmSync(join(aside, `${name}.reason`), { force: true });
  }
}
