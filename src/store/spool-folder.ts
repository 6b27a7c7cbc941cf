import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { fits, type SpoolPlace } from "./spool-places.ts";
import { systemCode } from "./system-code.ts";

/**
 * A folder held open. What is done inside it goes through its descriptor: its owner may put links in
 * the place of the path at any moment, and leads nobody elsewhere with them.
 */
export interface OpenFolder {
  /** For people; never opened again. */
  readonly path: string;
  readonly descriptor: number;
  readonly ownerUid: number;
}

export interface OpenFolders {
  readonly folders: readonly OpenFolder[];
  /** What this user or everybody leaves in one of the places can't be seen from here. */
  readonly hidden: boolean;
}

/** Opens the places that are there and what they should be, for as long as `use` lasts. */
export function withFolders<Answer>(
  places: readonly SpoolPlace[],
  use: (opened: OpenFolders) => Answer,
): Answer {
  const folders: OpenFolder[] = [];
  let hidden = false;
  try {
    for (const place of places) {
      const opened = openPlace(place);
      if (opened === "hidden") hidden = true;
      else if (opened !== null) folders.push(opened);
    }
    return use({ folders, hidden });
  } finally {
    for (const { descriptor } of folders) closeSync(descriptor);
  }
}

/** The path of an entry that no change of names can turn to another folder. */
export function inside({ descriptor }: OpenFolder, name: string): string {
  return `/proc/self/fd/${descriptor}/${name}`;
}

/** Null where there is no such folder, or only a link to one. `follow`: for a path that is one's own. */
export function openFolder(path: string, { follow = false } = {}): OpenFolder | null {
  const opened = tryOpen(path, follow);
  return typeof opened === "string" ? null : opened;
}

function openPlace(place: SpoolPlace): OpenFolder | "hidden" | null {
  const opened = tryOpen(place.folder, false);
  if (typeof opened === "string") return isHidden(place, opened) ? "hidden" : null;
  if (fits(fstatSync(opened.descriptor), place)) return opened;
  closeSync(opened.descriptor);
  return null;
}

/** The code of the system where it can't be opened. */
function tryOpen(path: string, follow: boolean): OpenFolder | string {
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const flags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW);
  try {
    const descriptor = openSync(path, flags);
    return { path, descriptor, ownerUid: fstatSync(descriptor).uid };
  } catch (error) {
    return systemCode(error);
  }
}

/** What is not there hides nothing, and what another user's folder holds is that user's. */
function isHidden(place: SpoolPlace, code: string): boolean {
  if (["ENOENT", "ENOTDIR", "ELOOP"].includes(code)) return false;
  return code !== "EACCES" || place.kind === "common";
}
