import type { Difference, DifferencesQuestion } from "./difference.ts";
import { measuredDifferences } from "./difference-measures.ts";
import { programDifferences } from "./difference-program.ts";
import { worldDifferences } from "./difference-world.ts";

/**
 * What is different from the last good run, the most telling first. Facts alone: whether one of them
 * is the reason, a person judges. Empty where no good run is known.
 */
export function differences(question: DifferencesQuestion): readonly Difference[] {
  const { lastGood } = question;
  if (lastGood === null) return [];
  const found = [
    ...programDifferences(question, lastGood),
    ...worldDifferences(question, lastGood),
    ...measuredDifferences(question, lastGood),
  ];
  return found.sort((one, other) => other.weight - one.weight);
}
