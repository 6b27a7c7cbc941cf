import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/** New records are looked for this often, so that none is noticed later than within a second. */
const lookEvery: Milliseconds = 250;

/** Everything is looked at anew this often, whatever was or was not heard. */
export const fullLookEvery: Milliseconds = 30_000;

const longestBackoff: Milliseconds = 30_000;

/**
 * How long to sleep: until the next thing is due, and never so long that a clock that is set, or a
 * machine that slept, goes unnoticed.
 */
export function sleepFor(
  now: EpochMilliseconds,
  dueAt: readonly (EpochMilliseconds | null)[],
): Milliseconds {
  let sleep = lookEvery;
  for (const at of dueAt) if (at !== null) sleep = Math.min(sleep, at - now);
  return Math.max(0, sleep);
}

/** How long to wait after so many passes that failed in a row; at least 1. */
export function backOff(failures: number): Milliseconds {
  return Math.min(longestBackoff, lookEvery * 2 ** Math.min(failures, 16));
}
