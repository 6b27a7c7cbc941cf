import { lstatSync, readdirSync, statSync, type Stats } from "node:fs";
import { join } from "node:path";
import { systemFolder } from "./store-file.ts";

/** A folder where reports wait that could not go into the store. */
export interface SpoolPlace {
  readonly folder: string;
  /** `common`: mode 1733, made by root; anyone adds, nobody reads what others added. `own`: 0700. */
  readonly kind: "common" | "own";
  /** Whose folder it may be; null where the folder above already sees to that. */
  readonly ownerUids: readonly number[] | null;
}

export interface SpoolQuestion {
  /** Absolute, as it is named in every report that waits for it. */
  readonly storePath: string;
  readonly uid: number;
  /** Where the host keeps these; only another root of the file system says otherwise. */
  readonly roots?: SpoolRoots;
}

export interface SpoolRoots {
  readonly systemStore: string;
  readonly systemSpool: string;
  readonly runtime: string;
  readonly sharedMemory: string;
}

const hostRoots: SpoolRoots = {
  systemStore: join(systemFolder, "luota.db"),
  systemSpool: "/var/spool/luota",
  runtime: "/run/user",
  sharedMemory: "/dev/shm",
};

/** Where this user's reports for that store go, best first. The last two do not outlive a boot. */
export function spoolPlaces(question: SpoolQuestion): readonly SpoolPlace[] {
  const { storePath, uid, roots = hostRoots } = question;
  const isSystem = storePath === roots.systemStore;
  return [
    isSystem
      ? { folder: roots.systemSpool, kind: "common", ownerUids: null }
      : ownPlace(`${storePath}.spool`, uid),
    ownPlace(join(roots.runtime, String(uid), "luota"), uid),
    ownPlace(join(roots.sharedMemory, `luota-${uid}`), uid),
  ];
}

/** Where this user's next luota looks for reports: its own places, and for root those of everybody. */
export function placesToTakeFrom(question: SpoolQuestion): readonly SpoolPlace[] {
  const { uid, roots = hostRoots } = question;
  const own = spoolPlaces(question).map((place, index) =>
    index === 0 ? alsoOf(ownerOf(question.storePath), place) : place,
  );
  if (uid !== 0) return own;
  const others = [
    ...uidsIn(roots.runtime, /^(\d+)$/u),
    ...uidsIn(roots.sharedMemory, /^luota-(\d+)$/u),
  ].filter((each) => each !== uid);
  const foreign = [...new Set(others)].flatMap((each) =>
    spoolPlaces({ ...question, uid: each }).slice(1),
  );
  return [...own, ...foreign];
}

function ownPlace(folder: string, ownerUid: number): SpoolPlace {
  return { folder, kind: "own", ownerUids: [ownerUid] };
}

/** Whose store it is leaves reports beside it, also where somebody else reads it. */
function alsoOf(owner: number | null, place: SpoolPlace): SpoolPlace {
  const { ownerUids } = place;
  return owner === null || ownerUids === null
    ? place
    : { ...place, ownerUids: [...new Set([...ownerUids, owner])] };
}

function ownerOf(storePath: string): number | null {
  try {
    return statSync(storePath).uid;
  } catch {
    return null;
  }
}

function uidsIn(folder: string, form: RegExp): number[] {
  return namesIn(folder).flatMap((name) => {
    const uid = form.exec(name)?.[1];
    return uid === undefined ? [] : [Number(uid)];
  });
}

/** What lies in a folder; nothing where it can't be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether the folder is there and what its place says, for who is about to write. Null: there is none. */
export function isTrustworthy(place: SpoolPlace): boolean | null {
  const stat = lstatSync(place.folder, { throwIfNoEntry: false });
  return stat === undefined ? null : fits(stat, place);
}

/**
 * Whether this is what the place should be: a real folder (not a link to elsewhere) of the right
 * owner that, if it is one's own, nobody else can write.
 */
export function fits(stat: Stats, place: SpoolPlace): boolean {
  const writableByOthers = (stat.mode & 0o022) !== 0;
  const isGuarded = place.kind === "own" ? !writableByOthers : (stat.mode & 0o1000) !== 0;
  const isOwners = place.ownerUids?.includes(stat.uid) ?? true;
  return stat.isDirectory() && isOwners && isGuarded;
}
