import { constants, openSync, rmdirSync, mkdtempSync, unlinkSync, writeSync } from "node:fs";

/** Where private, short-lived things go: memory first, disk last. */
export function privatePlaces(): string[] {
  const own = process.env["XDG_RUNTIME_DIR"] ?? "";
  return [...(own.startsWith("/") ? [own] : []), "/dev/shm", "/tmp"];
}

/** A folder of 0700 that nobody else can enter; null where none can be made. */
export function makePrivateFolder(place: string): string | null {
  try {
    return mkdtempSync(`${place}/luota-`);
  } catch {
    return null;
  }
}

/** A file of 0600 without a name; null where none can be had. Disk first here: memory is what it spares. */
export function openSpill(): number | null {
  for (const place of privatePlaces().reverse()) {
    const folder = makePrivateFolder(place);
    if (folder === null) continue;
    const path = `${folder}/output`;
    try {
      const spill = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
      unlinkSync(path);
      return spill;
    } catch {
      // A full disk: the next place may have room.
    } finally {
      rmdirSync(folder);
    }
  }
  return null;
}

/** Appends all of it, or says that it could not. */
export function writeWhole(file: number, bytes: Buffer): boolean {
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    return true;
  } catch {
    return false;
  }
}
