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
  type PruneMode,
} from "./prune-phases.ts";
import {
  addCounts,
  isNothing,
  nothingPruned,
  writeProgress,
  type PruneCounts,
  type PruneMemory,
  type PrunePhase,
  type PruneProgress,
} from "./prune-progress.ts";
import { giveBack } from "./prune-space.ts";
import { readSpace } from "./store-space.ts";
import { snapshot, transact, type Store } from "./store.ts";

export interface PruneStep {
  readonly counts: PruneCounts;
  /** All has been looked through; the next step begins anew. */
  readonly swept: boolean;
  /** Others who write had to wait for it. */
  readonly wrote: boolean;
}

/** One small step of pruning: one short transaction at most. */
export function pruneStep(
  store: Store,
  memory: PruneMemory,
  context: PruneContext,
): Result<PruneStep, StoreFailure> {
  if (memory.progress.phase === "space") {
    const given = giveBack(store, memory, context);
    return given.ok ? ok({ counts: nothingPruned, ...given.value, wrote: true }) : given;
  }
  // Most of what is looked at stays: nobody who writes has to wait for that.
  const looked = snapshot(store, () => goOn(store, memory, context, "look"));
  if (!looked.ok) return looked;
  const { counts, progress } = looked.value;
  const wrote = !isNothing(counts) || progress.phase !== memory.progress.phase;
  const done = !wrote
    ? looked
    : transact<Done, never>(store, () => {
        const acted = goOn(store, memory, context, "act");
        writeProgress(store, acted.progress);
        return ok(acted);
      });
  if (!done.ok) return done;
  memory.progress = done.value.progress;
  return ok({ counts: done.value.counts, swept: false, wrote });
}

interface Done {
  readonly counts: PruneCounts;
  readonly progress: PruneProgress;
}

function stepOf(
  store: Store,
  memory: PruneMemory,
  context: PruneContext,
  mode: PruneMode,
): PhaseStep {
  const { phase } = memory.progress;
  switch (phase) {
    case "outputs":
      return stepOutputs(store, memory, context, mode);
    case "chain":
      return stepChain(store, memory, context, mode);
    case "signals":
      return stepSignals(store, memory, context, mode);
    case "readings":
      return stepReadings(store, memory, context, mode);
    case "slots":
      return stepSlots(store, memory, context, mode);
    case "pressed-outputs":
      return stepPressed(store, memory, context, mode);
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

function goOn(store: Store, memory: PruneMemory, context: PruneContext, mode: PruneMode): Done {
  const step = stepOf(store, memory, context, mode);
  const counts = addCounts(nothingPruned, step.counts);
  return { counts, progress: follow(store, memory.progress, step, counts, context) };
}

function follow(
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
