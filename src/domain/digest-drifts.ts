import type { DigestFacts } from "./digest-facts.ts";
import { driftWords } from "./words/drift.ts";
import { firstLines } from "./words/list.ts";
import { utcSeconds } from "./words/when.ts";

const mostLines = 10;
const mostNumbers = 3;

/** Healthy runs of which a number is far from usual: the last one of each promise, and how many more. */
export function driftLines({ monitors }: DigestFacts): readonly string[] {
  const lines = monitors.flatMap(({ name, drifted }) => {
    if (drifted === undefined || drifted === null) return [];
    const { count, last, drifts } = drifted;
    const told = firstLines(drifts.map(driftWords), mostNumbers).join("; ");
    const more = count > 1 ? ` (the last of ${count})` : "";
    return [`${name}: ${utcSeconds(last)} UTC${more}: ${told}`];
  });
  return firstLines(lines, mostLines);
}
