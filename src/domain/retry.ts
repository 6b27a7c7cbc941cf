import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Outcome } from "./run.ts";
import type { Retry } from "./job.ts";

const second = 1_000;
const minute = 60 * second;

/** The waits between attempts to deliver a notice; the last one repeats. */
const waits: readonly Milliseconds[] = [
  0,
  5 * second,
  15 * second,
  45 * second,
  2 * minute,
  5 * minute,
  10 * minute,
];

/** So long a notice is tried, counted from when it was first due. */
const longestDelivery: Milliseconds = 24 * 60 * minute;

/** How much of a wait is left to chance, so that what failed together is not tried together. */
const jitterPart = 0.2;

/** What the next attempt depends on. */
export interface DeliverySoFar {
  readonly firstDueAt: EpochMilliseconds;
  /** Attempts made; at least 1. */
  readonly attempts: number;
  /** What the provider asked for (Retry-After); null for nothing. */
  readonly retryAfterMs: Milliseconds | null;
}

/**
 * When to try to deliver again after an attempt that failed at `now`; null when a day has passed.
 * `chance` is a number in [0, 1). A provider's own word on when is never undercut.
 */
export function nextDelivery(
  soFar: DeliverySoFar,
  now: EpochMilliseconds,
  chance: number,
): EpochMilliseconds | null {
  const wait = waits[Math.min(soFar.attempts, waits.length - 1)] ?? 0;
  const spread = Math.round(wait * (1 + jitterPart * chance));
  const at = now + Math.max(spread, soFar.retryAfterMs ?? 0);
  return at - soFar.firstDueAt > longestDelivery ? null : at;
}

/** When a job that luota runs is to be run once more after a bad run; null for not at all. */
export function nextAttempt(
  retry: Retry,
  outcome: Outcome,
  attemptsMade: number,
  endedAt: EpochMilliseconds,
): EpochMilliseconds | null {
  const bad = outcome === "failed" || outcome === "killed" || outcome === "timed_out";
  // `attempts` counts the tries after the first; what could not start won't start a minute later.
  return bad && attemptsMade <= retry.attempts ? endedAt + retry.backoffMs : null;
}
