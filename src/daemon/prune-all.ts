import { setTimeout as sleep } from "node:timers/promises";
import { ok, type Result } from "../base/result.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { RetentionRules } from "../domain/retention.ts";
import type { Actor } from "../domain/audit.ts";
import type { StoreFailure } from "../store/failure.ts";
import {
  addCounts,
  nothingPruned,
  recallPruning,
  type PruneCounts,
} from "../store/prune-progress.ts";
import { pruneStep } from "../store/prune.ts";
import { readSpace, type StoreSpace } from "../store/store-space.ts";
import { attempt, type Store } from "../store/store.ts";
import type { Clock } from "./clock.ts";
import { patiently } from "./prune.ts";
import { createPruneSteps } from "./prune-steps.ts";

export interface PrunedAll {
  readonly counts: PruneCounts;
  readonly before: StoreSpace;
  readonly after: StoreSpace;
  /** Still larger than it may be, though nothing is left that may go. */
  readonly over: boolean;
}

export interface PruneAllWorld {
  readonly clock: Clock;
  readonly actor: Actor;
  readonly rules: RetentionRules;
  /** Somebody watches this store. */
  readonly judged: boolean;
}

/** Others may write for so long without a pause before that is called a failure. */
const lockedFor: Milliseconds = 30_000;

/** One whole sweep, in steps short enough that nobody else waits for long. */
export async function pruneAll(
  store: Store,
  { clock, actor, rules, judged }: PruneAllWorld,
): Promise<Result<PrunedAll, StoreFailure>> {
  const begun = attempt(store, () => ({ before: readSpace(store), memory: recallPruning(store) }));
  if (!begun.ok) return begun;
  const { before, memory } = begun.value;
  memory.progress = { ...memory.progress, phase: "outputs", after: 0, pressure: "none" };
  const steps = createPruneSteps();
  let counts = nothingPruned;
  for (let swept = false, triedSince = clock.monotonic(); !swept;) {
    const began = clock.monotonic();
    const context = { rules, now: clock.wall(), by: actor, limit: steps.limit(), judged };
    const step = patiently(store, () => pruneStep(store, memory, context));
    const ended = clock.monotonic();
    if (step.ok) {
      triedSince = ended;
      counts = addCounts(counts, step.value.counts);
      swept = step.value.swept;
    } else if (step.failure.kind !== "locked" || ended - triedSince > lockedFor) return step;
    await sleep(steps.took(ended - began, !step.ok || step.value.wrote));
  }
  const after = attempt(store, () => readSpace(store));
  if (!after.ok) return after;
  return ok({ counts, before, after: after.value, over: memory.progress.over });
}
