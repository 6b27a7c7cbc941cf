import type { Milliseconds } from "../base/duration.ts";

/** Files that are still being written are left alone until they have been so for this long. */
export const restFor: Milliseconds = 2_000;

/** What was seen of the files of a config so far. */
export interface Seen {
  /** Of the files as they were last taken. */
  readonly taken: string;
  /** Of the files as they are, where that is something else. */
  readonly pending: { readonly signature: string; readonly since: Milliseconds } | null;
}

/** Whether the files are to be taken now: they differ from those of before, and have rested. */
export function noteFiles(
  seen: Seen,
  signature: string,
  monotonicNow: Milliseconds,
): { readonly seen: Seen; readonly take: boolean } {
  if (signature === seen.taken) return { seen: { ...seen, pending: null }, take: false };
  if (seen.pending?.signature !== signature)
    return { seen: { ...seen, pending: { signature, since: monotonicNow } }, take: false };
  const take = monotonicNow - seen.pending.since >= restFor;
  return { seen: take ? { taken: signature, pending: null } : seen, take };
}
