import type { Result } from "../base/result.ts";
import { cutsAt, wholeOutputMs } from "../domain/retention.ts";
import { healthyOutput } from "../domain/retention-output.ts";
import type { StoreFailure } from "./failure.ts";
import { planOutputs } from "./prune-outputs.ts";
import { agingQuestion, type PruneContext } from "./prune-phases.ts";
import { planPruning } from "./prune-plan.ts";
import { nothingPruned, recallPruning, type PruneCounts } from "./prune-progress.ts";
import { planReadings, planSignals, type AgingPlan } from "./prune-signals.ts";
import { prepare, snapshot, type Store } from "./store.ts";

/** What a sweep would take away by age; nothing changes. What only its size would cost is not in it. */
export function previewPruning(
  store: Store,
  context: PruneContext,
): Result<PruneCounts, StoreFailure> {
  return snapshot(store, () => {
    const memory = recallPruning(store);
    const { progress, book } = memory;
    const { now, limit, rules } = context;
    const before = now - wholeOutputMs;
    const outputs = countSteps(progress.cutAfter, (after) => {
      const question = { after, limit, before, most: healthyOutput, sparing: null };
      const { cuts, ...rest } = planOutputs(store, question);
      return { ...rest, counts: { outputs: cuts.length } };
    });
    const chain = countSteps(0, (after) => {
      const plan = planPruning(store, { ...context, book, after, pressure: "none" });
      const { runs, incidents, events } = plan;
      const counts = { runs: runs.length, incidents: incidents.length, events: events.length };
      return { ...plan, counts };
    });
    const aging = (plan: AgingPlan, key: "signals" | "readings") => {
      return { ...plan, counts: { [key]: plan.numbers.length } };
    };
    const signals = countSteps(0, (after) => {
      const question = { ...agingQuestion(memory.signals, memory, context), after };
      return aging(planSignals(store, question), "signals");
    });
    const readings = countSteps(0, (after) => {
      const question = { ...agingQuestion(memory.readings, memory, context), after };
      return aging(planReadings(store, question), "readings");
    });
    const { incidents } = cutsAt(rules, now, "none");
    const select = prepare(store, "SELECT count(*) FROM slots WHERE slot < ?");
    const [slots] = select.get(incidents) as [number];
    return { ...nothingPruned, ...outputs, ...chain, ...signals, ...readings, slots };
  });
}

interface Looked {
  readonly counts: Partial<PruneCounts>;
  readonly upTo: number;
  readonly done: boolean;
}

function countSteps(from: number, look: (after: number) => Looked): Partial<PruneCounts> {
  const sum: Record<string, number> = {};
  for (let after = from, done = false; !done;) {
    const step = look(after);
    for (const [key, count] of Object.entries(step.counts)) sum[key] = (sum[key] ?? 0) + count;
    ({ upTo: after, done } = step);
  }
  return sum;
}
