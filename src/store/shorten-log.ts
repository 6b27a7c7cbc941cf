import { statSync } from "node:fs";
import { setWait, type Store } from "./store.ts";

/** Whoever opens the store alone reads all of the log first: a few dozen runs' worth at most. */
const longestLog = 256 * 1024;

/**
 * Moves a long write-ahead log into the store, unless somebody else works there just now. Processes that
 * come and go alone forget what of the log was moved, so only an emptied log spares them moving it again.
 */
export function shortenLog(store: Store): void {
  const size = statSync(`${store.path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= longestLog) return;
  setWait(store, 0);
  try {
    store.database.pragma("wal_checkpoint(TRUNCATE)");
  } catch {
    // Busy, or no room: what is in the log is safe there, and the next one tries again.
  }
}
