import type { Milliseconds } from "../base/duration.ts";
import type { Monitor } from "./monitor.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

export const longestDefaultGrace: Milliseconds = hour;

/**
 * How long after its moment a slot may still be met: as the monitor says, else a fifth of the gap
 * between slots, at most 1 h, at least 1 min; for gaps under 5 min the fifth itself, at least 1 s.
 */
export function graceOf(monitor: Pick<Monitor, "graceMs">, gap: Milliseconds): Milliseconds {
  if (monitor.graceMs !== null) return monitor.graceMs;
  const fifth = Math.floor(gap / 5);
  const least = gap < 5 * minute ? second : minute;
  return Math.min(longestDefaultGrace, Math.max(least, fifth));
}

/** How long before its moment a fixed slot may be met: else the smaller of 60 s and a tenth of the gap. */
export function earlyOf(monitor: Pick<Monitor, "earlyMs">, gap: Milliseconds): Milliseconds {
  return monitor.earlyMs ?? Math.min(minute, Math.floor(gap / 10));
}

/** Breaking again within this time after it was resolved reopens the same incident. */
export function reopenWindow(gap: Milliseconds | null): Milliseconds {
  return gap === null ? hour : Math.min(hour, 3 * gap);
}

/** How long readings may be unknown before that is an incident of its own: three looks, at least 15 min. */
export function unreadableAfter(lookEveryMs: Milliseconds): Milliseconds {
  return Math.max(15 * minute, 3 * lookEveryMs);
}
