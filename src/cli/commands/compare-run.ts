import { ok, type Result } from "../../base/result.ts";
import { driftDifferences } from "../../domain/difference-drift.ts";
import type { Difference } from "../../domain/difference.ts";
import { differences } from "../../domain/differences.ts";
import type { Drift } from "../../domain/drift.ts";
import { isBadOutcome, outcomeOf } from "../../domain/outcome.ts";
import type { Run } from "../../domain/run.ts";
import { unknownWorld } from "../../domain/world.ts";
import { readDrifts } from "../../store/drift-read.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { readGoodRunBefore } from "../../store/run-good-before.ts";
import type { Scene } from "./scene.ts";

export interface Compared {
  /** Of a bad run, what is different from the good one before it; of any, what drifted. Null for neither. */
  readonly differences: readonly Difference[] | null;
  readonly drifts: readonly Drift[];
}

/** Holds a run against the healthy ones before it. */
export function compareRun(
  { store, rules, io }: Scene,
  run: Run | null,
): Result<Compared, StoreFailure> {
  if (run === null) return ok({ differences: null, drifts: [] });
  const drifted = readDrifts(store, run.start.id, rules.monitorNamed(run.start.monitor).drift);
  if (!drifted.ok) return drifted;
  const drifts = drifted.value;
  const alone = drifts.length === 0 ? null : driftDifferences(drifts);
  if (!isBadOutcome(outcomeOf(run))) return ok({ differences: alone, drifts });
  const good = readGoodRunBefore(store, run);
  if (!good.ok) return good;
  if (good.value === null) return ok({ differences: alone, drifts });
  const world = { ...unknownWorld, drifts };
  const question = { run, lastGood: good.value, world, now: io.now() };
  return ok({ differences: differences(question), drifts });
}

/** For a view that tells no other differences. */
export function driftsAlone({ drifts }: Compared): readonly Difference[] | null {
  return drifts.length === 0 ? null : driftDifferences(drifts);
}
