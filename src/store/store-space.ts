import { prepare, type Store } from "./store.ts";

/** How the file is used, in bytes. */
export interface StoreSpace {
  readonly file: number;
  /** Without the pages that are free to be used again. */
  readonly used: number;
  readonly free: number;
  /** Free pages can be given back one by one; else only by writing the whole file anew. */
  readonly canGiveBack: boolean;
}

export function readSpace(store: Store): StoreSpace {
  const page = pragma(store, "page_size");
  const file = pragma(store, "page_count") * page;
  const free = pragma(store, "freelist_count") * page;
  return { file, used: file - free, free, canGiveBack: pragma(store, "auto_vacuum") === 2 };
}

/** Gives so many free pages back to the file system; a short transaction of its own. */
export function giveBackPages(store: Store, pages: number): void {
  store.database.exec(`PRAGMA incremental_vacuum(${Math.max(1, Math.round(pages))})`);
}

/**
 * Writes the whole file anew without free pages, so that from now on they can be given back one by
 * one. Nobody else writes meanwhile: wrappers leave their records in the spool.
 */
export function compact(store: Store): void {
  store.database.exec("PRAGMA auto_vacuum = INCREMENTAL; VACUUM");
}

function pragma(store: Store, name: string): number {
  return (prepare(store, `PRAGMA ${name}`).get() as [number])[0];
}
