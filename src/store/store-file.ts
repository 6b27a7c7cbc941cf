import {
  chmodSync,
  chownSync,
  closeSync,
  fchmodSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statfsSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { dirname } from "node:path";
import { fail, ok, type Result } from "../base/result.ts";
import { storeFailure, type StoreFailure } from "./failure.ts";

/** The store for every user of the host lies here. */
export const systemFolder = "/var/lib/luota";

/** Sees to it that the file is there, with its rights, before SQLite first opens it. */
export function prepareFile(
  path: string,
  options: { readonly makeFolder: boolean },
): Result<void, StoreFailure> {
  const folder = dirname(path);
  try {
    const known = statSync(path, { throwIfNoEntry: false });
    if (known?.isDirectory() === true) return fail({ kind: "is-a-directory", path });
    if (known === undefined) {
      if (options.makeFolder) makeFolder(folder);
      const refused = refuseNetwork(path, folder);
      if (refused !== null) return fail(refused);
      createFile(path);
      return ok(undefined);
    }
    const refused = refuseNetwork(path, folder);
    return refused === null ? ok(undefined) : fail(refused);
  } catch (error) {
    return fail(storeFailure(error, path));
  }
}

/**
 * Shared with the group, whatever the umask: SQLite gives its -wal and -shm files the same rights.
 * The file gets its name only once it has its rights, since others may be waiting to open it.
 */
function createFile(path: string): void {
  const unnamed = `${path}.new-${Math.random().toString(36).slice(2)}`;
  const descriptor = openSync(unnamed, "wx", 0o660);
  try {
    fchmodSync(descriptor, 0o660);
    linkSync(unnamed, path);
  } catch (error) {
    if (!isFileExists(error)) throw error;
  } finally {
    closeSync(descriptor);
    unlinkSync(unnamed);
  }
}

function isFileExists(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

/** One by one: Node's own way never ends where a parent can't hold a folder at all (/proc/nope). */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  if (folder !== dirname(folder)) makeFolder(dirname(folder));
  makeOne(folder);
  if (folder !== systemFolder) return;
  const group = groupId("luota");
  if (group !== null) chownSync(folder, 0, group);
  chmodSync(folder, 0o2770);
}

/** Somebody else may be quicker. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (statSync(folder, { throwIfNoEntry: false }) === undefined) throw error;
  }
}

function groupId(name: string): number | null {
  const line = readFileSync("/etc/group", "utf8")
    .split("\n")
    .find((each) => each.startsWith(`${name}:`));
  const id = Number(line?.split(":")[2]);
  return Number.isInteger(id) ? id : null;
}

/** File systems on which processes do not reliably share memory and locks, by the magic of statfs(2). */
const networkFileSystems: Readonly<Record<number, string>> = {
  0x6969: "nfs",
  0x517b: "smb",
  0xff534d42: "cifs",
  0xfe534d42: "smb2",
  0x65735546: "fuse",
  0x00c36400: "ceph",
  0x5346414f: "afs",
};

export function networkFileSystem(magic: number): string | null {
  return networkFileSystems[magic >>> 0] ?? null;
}

function refuseNetwork(path: string, folder: string): StoreFailure | null {
  const fileSystem = networkFileSystem(statfsSync(folder).type);
  return fileSystem === null ? null : { kind: "network-file-system", path, fileSystem };
}
