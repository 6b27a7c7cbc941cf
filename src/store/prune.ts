import { ok, type Result } from "../base/result.ts";
import type { Actor } from "../domain/audit.ts";
import type { StoreFailure } from "./failure.ts";
import { carryOut, type Pruned } from "./prune-act.ts";
import { planPruning, type PrunePlan, type PruneQuestion } from "./prune-plan.ts";
import { snapshot, transact, type Store } from "./store.ts";

export interface PruneStep {
  readonly pruned: Pruned;
  readonly upTo: number;
  readonly done: boolean;
}

/** One small step along the chain: what has been kept long enough goes. One short transaction. */
export function pruneStep(
  store: Store,
  question: PruneQuestion,
  by: Actor,
): Result<PruneStep, StoreFailure> {
  const { now, pressure } = question;
  const why = pressure === "none" ? ("age" as const) : ("size" as const);
  return transact(store, () => {
    const plan = planPruning(store, question);
    return ok(stepOf(plan, carryOut(store, plan, { now, by, why })));
  });
}

/** What a step would take away; nothing changes. */
export function previewStep(
  store: Store,
  question: PruneQuestion,
): Result<PruneStep, StoreFailure> {
  return snapshot(store, () => {
    const plan = planPruning(store, question);
    const { runs, incidents, events } = plan;
    const counts = { runs: runs.length, incidents: incidents.length, events: events.length };
    return stepOf(plan, { ...counts, outputs: 0 });
  });
}

function stepOf({ upTo, done }: PrunePlan, pruned: Pruned): PruneStep {
  return { pruned, upTo, done };
}
