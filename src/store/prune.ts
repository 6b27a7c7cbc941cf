import { ok, type Result } from "../base/result.ts";
import { unreachable } from "../base/unreachable.ts";
import { pressHarder } from "../domain/retention.ts";
import type { StoreFailure } from "./failure.ts";
import {
  stepChain,
  stepOutputs,
  stepPressed,
  stepReadings,
  stepSignals,
  stepSlots,
  type PhaseStep,
  type PruneContext,
} from "./prune-phases.ts";
import {
  addCounts,
  forgetSweep,
  isNothing,
  nothingPruned,
  writeProgress,
  type PruneCounts,
  type PruneMemory,
  type PrunePhase,
  type PruneProgress,
} from "./prune-progress.ts";
import { giveBackPages, readSpace } from "./store-space.ts";
import { attempt, transact, type Store } from "./store.ts";

export interface PruneStep {
  readonly counts: PruneCounts;
  /** All has been looked through; the next step begins anew. */
  readonly swept: boolean;
}

/** One small step of pruning: one short transaction at most. */
export function pruneStep(
  store: Store,
  memory: PruneMemory,
  context: PruneContext,
): Result<PruneStep, StoreFailure> {
  if (memory.progress.phase === "space") return giveBack(store, memory, context);
  const done = transact<Done, never>(store, () => {
    const step = stepOf(store, memory, context);
    const counts = addCounts(nothingPruned, step.counts);
    const progress = goOn(store, memory.progress, step, counts, context);
    // What only was looked at is looked at again if this process ends.
    const worthKeeping = !isNothing(counts) || progress.phase !== memory.progress.phase;
    if (worthKeeping) writeProgress(store, progress);
    return ok({ counts, progress });
  });
  if (!done.ok) return done;
  memory.progress = done.value.progress;
  return ok({ counts: done.value.counts, swept: false });
}

interface Done {
  readonly counts: PruneCounts;
  readonly progress: PruneProgress;
}

function stepOf(store: Store, memory: PruneMemory, context: PruneContext): PhaseStep {
  const { phase } = memory.progress;
  switch (phase) {
    case "outputs":
      return stepOutputs(store, memory, context);
    case "chain":
      return stepChain(store, memory, context);
    case "signals":
      return stepSignals(store, memory, context);
    case "readings":
      return stepReadings(store, memory, context);
    case "slots":
      return stepSlots(store, memory, context);
    case "pressed-outputs":
      return stepPressed(store, memory, context);
    case "size":
    case "space":
      return { counts: {}, after: 0, done: true };
    default:
      return unreachable(phase);
  }
}

const following = {
  outputs: "chain",
  chain: "signals",
  signals: "readings",
  readings: "slots",
  slots: "size",
  "pressed-outputs": "size",
  size: "space",
  space: "outputs",
} as const satisfies Record<PrunePhase, PrunePhase>;

function goOn(
  store: Store,
  before: PruneProgress,
  step: PhaseStep,
  counts: PruneCounts,
  { rules, now }: PruneContext,
): PruneProgress {
  const removed = isNothing(counts) ? {} : { firstAt: before.firstAt ?? now, lastAt: now };
  const cutAfter = before.phase === "outputs" ? step.after : before.cutAfter;
  const totals = addCounts(before.totals, counts);
  const progress = { ...before, after: step.after, cutAfter, totals, ...removed };
  const isPressed = before.pressure !== "none";
  const isDue = isPressed || before.phase === "size";
  const fits = isDue && readSpace(store).used <= rules.maxSize;
  if (fits) return { ...progress, phase: "space", after: 0, pressure: "none", over: false };
  if (!step.done) return progress;
  if (before.phase !== "size") {
    const phase = isPressed ? ("size" as const) : following[before.phase];
    return { ...progress, phase, after: 0 };
  }
  const pressure = pressHarder(before.pressure);
  if (pressure === null)
    return { ...progress, phase: "space", after: 0, pressure: "none", over: true };
  const phase = pressure === "outputs" ? ("pressed-outputs" as const) : ("chain" as const);
  return { ...progress, phase, after: 0, pressure };
}

/** Some of what is free stays, for the next day's records. */
const slackShare = 0.02;
const pagesOfRow = 4;

function giveBack(
  store: Store,
  memory: PruneMemory,
  { limit, now }: PruneContext,
): Result<PruneStep, StoreFailure> {
  return attempt(store, () => {
    const space = readSpace(store);
    const isMuch = space.canGiveBack && space.free > Math.max(2 ** 20, slackShare * space.used);
    if (isMuch) giveBackPages(store, Math.max(16, limit / pagesOfRow));
    else {
      memory.progress = { ...memory.progress, phase: "outputs", after: 0, sweptAt: now };
      writeProgress(store, memory.progress);
      forgetSweep(memory);
    }
    return { counts: nothingPruned, swept: !isMuch };
  });
}
