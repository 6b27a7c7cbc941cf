import type { EpochMilliseconds } from "../base/time.ts";
import { countFailure } from "./judge-outcome.ts";
import { isPausedAt, type Work } from "./judge-work.ts";
import { graceOf } from "./limits.ts";
import type { RetriedSlot, RunningRun } from "./monitor-state.ts";
import { nextAttempt } from "./retry.ts";
import type { EndOutcome } from "./run.ts";

/** So many slots are tried again side by side, where runs may overlap. */
const mostRetried = 16;

/** A retry may begin so late at least: passes of a crontab come once a minute. */
const leastPatience = 2 * 60_000;

/**
 * A run ended badly. Whether that breaks nothing by itself: luota is to try its slot again, or has
 * told of the slot already.
 */
export function awaitRetry(
  work: Work,
  running: RunningRun | null,
  outcome: EndOutcome,
  at: EpochMilliseconds,
): boolean {
  const { monitor } = work.facts.watched;
  if (running === null || running.slot === null || monitor.job === null) return false;
  const { slot, run, startedAt, met } = running;
  const before = retriedAt(work, slot);
  // Who runs a slot again by hand, after all its tries, is not tried again.
  if (before === null && met?.slot !== slot) return false;
  drop(work, slot);
  const { tries, firstAt } = before ?? { tries: 0, firstAt: startedAt };
  const told = before?.failure === "told";
  const dueAt = nextAttempt(monitor.job.retry, outcome, tries + 1, at);
  if (dueAt === null || isPausedAt(work, at)) return told;
  const gap = met?.gap ?? work.state.next?.gap ?? 0;
  const latest = dueAt + Math.max(leastPatience, graceOf(monitor, gap));
  const giveUpAt = told ? null : Math.min(latest, finishBy(work, firstAt) ?? latest);
  const failure = told ? "told" : "kept";
  const made = { slot, run, outcome, firstAt, tries: tries + 1, giveUpAt, failure } as const;
  work.state.retried = [...work.state.retried, made].slice(-mostRetried);
  return true;
}

/** A run begins: as the next try of its slot, or for a later one, after which no retry comes. */
export function beginTry(work: Work, slot: EpochMilliseconds | null, at: EpochMilliseconds): void {
  if (slot === null) return;
  const overlaps = work.facts.watched.monitor.job?.overlap === "allow";
  for (const each of work.state.retried) {
    if (each.slot === slot && each.failure === "kept")
      replace(work, each, { ...each, giveUpAt: finishBy(work, each.firstAt) });
    if (each.slot < slot && !overlaps) endTries(work, each.slot, at);
  }
}

/** There are no more tries of a slot. `toldAt`: when a failure that was kept back so far is told; null: not. */
export function endTries(
  work: Work,
  slot: EpochMilliseconds | null,
  toldAt: EpochMilliseconds | null,
): void {
  const retried = slot === null ? null : retriedAt(work, slot);
  if (retried === null) return;
  if (toldAt !== null) tellFailure(work, retried, toldAt);
  drop(work, retried.slot);
}

/** The try that was waited for does not come in time. One that yet comes is no second failure. */
export function tellFailure(work: Work, retried: RetriedSlot, at: EpochMilliseconds): void {
  const { slot, run, outcome, failure } = retried;
  if (failure !== "kept") return;
  replace(work, retried, { ...retried, failure: "told", giveUpAt: null });
  // Also in a pause: it failed before.
  countFailure(work, "failing", run, at, { outcome, slot });
}

function retriedAt(work: Work, slot: EpochMilliseconds): RetriedSlot | null {
  return work.state.retried.find((each) => each.slot === slot) ?? null;
}

function drop(work: Work, slot: EpochMilliseconds): void {
  work.state.retried = work.state.retried.filter((each) => each.slot !== slot);
}

function replace(work: Work, before: RetriedSlot, after: RetriedSlot): void {
  work.state.retried = work.state.retried.map((each) => (each === before ? after : each));
}

/** All tries together are to finish within what one run is to. */
function finishBy(work: Work, firstAt: EpochMilliseconds): EpochMilliseconds | null {
  const { finishWithinMs } = work.facts.watched.monitor;
  return finishWithinMs === null ? null : firstAt + finishWithinMs;
}
