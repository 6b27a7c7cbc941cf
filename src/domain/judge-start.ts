import type { EpochMilliseconds } from "../base/time.ts";
import type { Heard } from "./heard.ts";
import { beginTry } from "./judge-retry.ts";
import { takeStray } from "./judge-proof.ts";
import { breakPromise, endCause, type Work } from "./judge-work.ts";
import { meetSlot } from "./slots-meet.ts";
import type { SlotRef } from "./slot-row.ts";
import type { RunningRun } from "./monitor-state.ts";

/** More runs than this at once are not followed to their ends. */
const mostRunning = 100;

export function hearStart(work: Work, heard: Heard & { readonly kind: "started" }): void {
  const { run, at, ears, slot } = heard;
  if (work.state.running.some((each) => each.run === run)) return;
  beginTry(work, slot, at);
  const met = countStart(work, { run, at, ears, slot });
  const running: RunningRun = {
    run,
    startedAt: at,
    ears,
    slot,
    met,
    proofs: takeStray(work, run),
    limit: "open",
  };
  work.state.running = [...work.state.running, running].slice(-mostRunning);
}

/** Settles the slot that a start or beat counts for, and ends a miss that it answers. */
export function countStart(
  work: Work,
  start: {
    readonly run: string | null;
    readonly at: EpochMilliseconds;
    readonly ears: boolean;
    readonly slot: EpochMilliseconds | null;
  },
): SlotRef | null {
  const { at, run } = start;
  const met = meetSlot(work, { at, run, named: start.slot });
  work.state.ears = start.ears;
  work.state.lastStart = Math.max(work.state.lastStart ?? at, at);
  const { unanswered } = work.state;
  if (unanswered === null || (at < unanswered && met?.slot !== unanswered)) return met;
  // One more run for a slot that has had one answers no other.
  if (met === null && start.slot !== null) return met;
  work.state.unanswered = null;
  endCause(work, "missed", at, run === null ? { kind: "beat" } : { kind: "run", run });
  return met;
}

/** The instant at which a run passes its `finishWithin`: after a pause that covers it. */
export function limitOf(work: Pick<Work, "facts">, running: RunningRun): EpochMilliseconds | null {
  const { finishWithinMs } = work.facts.watched.monitor;
  if (finishWithinMs === null || running.limit !== "open") return null;
  let limit = running.startedAt + finishWithinMs;
  for (const pause of work.facts.pauses)
    if (pause.from <= limit && limit < pause.until) limit = pause.until;
  return limit;
}

/** A run that still goes after its limit. What needed our ears while we had none is not told. */
export function passLimit(work: Work, running: RunningRun, at: EpochMilliseconds): void {
  const deaf =
    running.ears &&
    work.facts.outages.some((each) => each.from <= at && each.until > running.startedAt);
  const limit = deaf ? "deaf" : "told";
  work.state.running = work.state.running.map((each) =>
    each === running ? { ...running, limit } : each,
  );
  if (deaf) return;
  const slot = running.slot ?? running.met?.slot ?? null;
  breakPromise(work, "overrunning", at, { run: running.run, slot, outcome: "running" });
}
