import { lstatSync } from "node:fs";
import { placesToTakeFrom, type SpoolPlace } from "../store/spool-places.ts";

/** Notices that something was put into the spool, without listing it. */
export interface SpoolEye {
  readonly places: () => readonly SpoolPlace[];
  /** True where a folder changed since the last time. */
  readonly changed: () => boolean;
  /** Looks for new folders. */
  readonly refresh: () => void;
}

export function createSpoolEye(storePath: string, uid: number): SpoolEye {
  let places = placesToTakeFrom({ storePath, uid });
  let seen = "";
  return {
    places: () => places,
    changed: () => {
      const now = places.map(({ folder }) => modifiedAt(folder)).join(" ");
      if (now === seen) return false;
      seen = now;
      return true;
    },
    refresh: () => {
      places = placesToTakeFrom({ storePath, uid });
    },
  };
}

function modifiedAt(folder: string): number {
  try {
    return lstatSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  } catch {
    // Another user's folder may be anything, also one that nobody may look at.
    return 0;
  }
}
