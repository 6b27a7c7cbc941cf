import type { Difference, DifferencesQuestion } from "./difference.ts";
import { measuredDifferences } from "./difference-measures.ts";
import { driftDifferences, withoutDrifts } from "./difference-drift.ts";
import { programDifferences } from "./difference-program.ts";
import { worldDifferences } from "./difference-world.ts";

/**
 * What is different from the last good run, the most telling first. Facts alone: whether one of them
 * is the reason, a person judges. Where no good run is known, only
 * what drifted from those before.
 */
export function differences(question: DifferencesQuestion): readonly Difference[] {
  const { lastGood } = question;
  const drifts = question.world.drifts ?? [];
  const found = driftDifferences(drifts);
  if (lastGood === null) return found;
  found.push(
    ...programDifferences(question, lastGood),
    ...worldDifferences(question, lastGood),
    ...withoutDrifts(measuredDifferences(question, lastGood), drifts),
  );
  return found.sort((one, other) => other.weight - one.weight);
}
