import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/** The only clocks there are: what time it is, and how much of it has passed. */
export interface Clock {
  readonly wall: () => EpochMilliseconds;
  /** Never set, and it stands still while the machine sleeps. From no particular instant. */
  readonly monotonic: () => Milliseconds;
}

export const systemClock: Clock = { wall: Date.now, monotonic: () => performance.now() };

export interface Reading {
  readonly wall: EpochMilliseconds;
  readonly monotonic: Milliseconds;
}

export function readClock(clock: Clock): Reading {
  return { wall: clock.wall(), monotonic: clock.monotonic() };
}

/** Smaller differences are what keeping a clock right is made of. */
const tolerance: Milliseconds = 2_000;

/**
 * By how much the wall clock moved apart from the time that passed between two readings: forward
 * where it was set or the machine slept, back (negative) where it was set; 0 for what is nothing.
 */
export function jumpBetween(before: Reading, after: Reading): Milliseconds {
  const apart = after.wall - before.wall - (after.monotonic - before.monotonic);
  return Math.abs(apart) > tolerance ? apart : 0;
}
