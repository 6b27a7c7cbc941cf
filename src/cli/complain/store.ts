import { dirname } from "node:path";
import { unreachable } from "../../base/unreachable.ts";
import { systemStoreFolder } from "../../recorder/store-place.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { quotePath } from "./quote.ts";

/** One line: what is wrong with the store, and what to do about it. */
export function describeStoreFailure(failure: StoreFailure): string {
  const store = `the store ${quotePath(failure.path)}`;
  switch (failure.kind) {
    case "locked":
      return `${store} is locked: another program writes to it`;
    case "full":
      return `${store} can't be written: its disk (or quota) is full; free some space there`;
    case "read-only":
      return `${store} is read-only: make it writable, or name another with --store`;
    case "no-permission":
      return `${store} may not be opened by this user: ${remedyFor(failure.path)}, or name another with --store`;
    case "corrupt":
      return `${store} is damaged (${failure.detail}): move it aside with its -wal file and restore a backup; a new one is made by the next run`;
    case "not-a-store":
      return failure.reason === "not-sqlite"
        ? `${store} is not a luota store but another kind of file: name another with --store`
        : `${store} is another program's database: name another with --store`;
    case "newer":
      return `${store} was written by a newer luota (schema ${failure.schema}, this one knows ${failure.known}): upgrade luota`;
    case "older":
      return `${store} waits to be upgraded (schema ${failure.schema}, this one writes ${failure.known}): run luota status once`;
    case "is-a-directory":
      return `${store} is a directory: name a file in it, such as ${quotePath(`${failure.path}/luota.db`)}`;
    case "missing-directory":
      return `${store} can't be made: ${quotePath(failure.directory)} is missing or can't be created`;
    case "network-file-system":
      return `${store} lies on ${failure.fileSystem}, where SQLite can't be shared safely: name a local one with --store or LUOTA_STORE`;
    case "unloadable":
      return `SQLite could not be loaded (${failure.detail.split("\n")[0] ?? ""}): run npm ci again with the Node that luota uses`;
    case "io":
      return `${store} can't be used (${failure.code}: ${failure.detail})`;
    default:
      return unreachable(failure);
  }
}

function remedyFor(path: string): string {
  return dirname(path) === systemStoreFolder
    ? "join the group luota"
    : `allow it to write in ${quotePath(dirname(path))}`;
}
