import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Heard } from "./heard.ts";
import { endCause, type Work } from "./judge-work.ts";
import { countBad, countGood, takeBackBad } from "./judge-outcome.ts";
import { settleProof, takeStray } from "./judge-proof.ts";
import { outcomeOfEnding } from "./outcome.ts";
import { awaitRetry, endTries } from "./judge-retry.ts";
import { giveBackSlot } from "./slots-skip.ts";
import type { ProvingRun, RunningRun } from "./monitor-state.ts";
import type { EndOutcome } from "./run.ts";

/** So many lost runs are remembered, for their true endings. */
const mostLost = 16;

export function hearEnd(work: Work, heard: Heard & { readonly kind: "ended" }): void {
  const { run, at } = heard;
  const running = takeRunning(work, run);
  const wasLost = work.state.lost.includes(run);
  if (wasLost) {
    work.state.lost = work.state.lost.filter((each) => each !== run);
    takeBackBad(work, run);
  }
  if (wasLost && work.state.badInRow === 0)
    endCause(work, "lost", at, { kind: "true-ending", run });
  endOverrun(work, running, at, run);
  judgeEnding(work, heard, running);
}

export function hearLost(work: Work, heard: Heard & { readonly kind: "lost" }): void {
  const { run, at } = heard;
  const running = takeRunning(work, run);
  work.state.lost = [...work.state.lost, run].slice(-mostLost);
  endTries(work, running?.slot ?? null, null);
  endOverrun(work, running, at, run);
  countBad(work, "lost", run, at, { outcome: "lost", slot: slotOf(running) });
}

function judgeEnding(
  work: Work,
  heard: Heard & { readonly kind: "ended" },
  running: RunningRun | null,
): void {
  const { run, at } = heard;
  const outcome = outcomeOfEnding(heard.ending, work.facts.watched.monitor.exitCodes);
  switch (kindOfEnding(outcome)) {
    case "skip":
      // What it met can't be told any more where its run was called lost.
      if (running !== null) giveBackSlot(work, running, at);
      endTries(work, running?.slot ?? null, at);
      return;
    case "bad":
      if (awaitRetry(work, running, outcome, at)) return;
      countBad(work, "failing", run, at, { outcome, slot: slotOf(running) });
      return;
    case "good":
      endTries(work, running?.slot ?? null, null);
      judgeGoodEnding(work, heard, outcome, running);
  }
}

/** Ended well by its own account: it must also have taken long enough, and prove what it owes. */
function judgeGoodEnding(
  work: Work,
  heard: Heard & { readonly kind: "ended" },
  outcome: EndOutcome,
  running: RunningRun | null,
): void {
  const { run, at, durationMs } = heard;
  const { monitor, steps } = work.facts.watched;
  if (monitor.minDurationMs !== null && durationMs < monitor.minDurationMs) {
    countBad(work, "too-fast", run, at, { outcome, slot: slotOf(running) });
    return;
  }
  const slot = slotOf(running);
  if (steps.length === 0) {
    if (heard.drifted === true) countBad(work, "drift", run, at, { outcome, slot });
    else countGood(work, run, at, { warned: outcome === "warned" });
    return;
  }
  const owes = steps.map((step) => step.name);
  const proofs = running?.proofs ?? takeStray(work, run);
  const proving: ProvingRun = { run, endedAt: at, durationMs, outcome, owes, proofs, dueAt: at };
  settleProof(work, proving, at, { slot, drifted: heard.drifted === true });
}

function kindOfEnding(outcome: EndOutcome): "good" | "bad" | "skip" {
  switch (outcome) {
    case "succeeded":
    case "warned":
      return "good";
    case "skipped":
      return "skip";
    case "failed":
    case "killed":
    case "timed_out":
    case "unstartable":
      return "bad";
    default:
      return unreachable(outcome);
  }
}

/** The slot that a run was for; one more try meets none itself. */
function slotOf(running: RunningRun | null): EpochMilliseconds | null {
  return running?.slot ?? running?.met?.slot ?? null;
}

function takeRunning(work: Work, run: string): RunningRun | null {
  const found = work.state.running.find((each) => each.run === run);
  if (found === undefined) return null;
  work.state.running = work.state.running.filter((each) => each !== found);
  return found;
}

/** Overrunning ends with the last run that is over its limit. */
function endOverrun(work: Work, running: RunningRun | null, at: number, run: string): void {
  if (running?.limit !== "told") return;
  if (work.state.running.some((each) => each.limit === "told")) return;
  endCause(work, "overrunning", at, { kind: "run", run });
}
