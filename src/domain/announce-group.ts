import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/** Notices of one owner that follow within this time of the last ones wait for each other. */
export const followWithin: Milliseconds = 10_000;

/**
 * The group of notices that arise now, and when it leaves. The first leave at once, with everything
 * of their tick; those that follow within 10 s leave together at the end of that time.
 */
export function groupFor(
  owner: string | null,
  lastGroupAt: EpochMilliseconds | null,
  now: EpochMilliseconds,
): { readonly group: string; readonly dueAt: EpochMilliseconds } {
  const dueAt = lastGroupAt === null ? now : dueAfter(lastGroupAt, now);
  return { group: `${owner ?? ""}@${dueAt}`, dueAt };
}

function dueAfter(lastGroupAt: EpochMilliseconds, now: EpochMilliseconds): EpochMilliseconds {
  // A group that is yet to leave takes in what arises meanwhile; one far ahead is a clock's error.
  if (lastGroupAt >= now) return lastGroupAt - now <= followWithin ? lastGroupAt : now;
  return now - lastGroupAt < followWithin ? lastGroupAt + followWithin : now;
}
