import type { EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import { weighedWords, type ReadingState, type WeighedReading } from "../reading.ts";
import { ageOf, momentOf } from "./when.ts";

/** What was seen and when: `it is 27h old, at most 26h is allowed (looked 3m ago)`. */
export function readingWords({ reading, weighed }: WeighedReading, now: EpochMilliseconds): string {
  return `${weighedWords(weighed)} (looked ${ageOf(reading.at, now)})`;
}

/** The last time that all was well: `14:15:00 UTC (3m ago): it is 2m old, its size is 1.2 MiB`. */
export function goodReadingWords(
  { reading, weighed }: WeighedReading,
  now: EpochMilliseconds,
): string {
  return `${momentOf(reading.at, now)} (${ageOf(reading.at, now)}): ${weighed.facts.join(", ")}`;
}

export function stateWord(state: ReadingState): string {
  switch (state) {
    case "good":
      return "good";
    case "bad":
      return "bad";
    case "unknown":
      return "could not look";
    default:
      return unreachable(state);
  }
}
