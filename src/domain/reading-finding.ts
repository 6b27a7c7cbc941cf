import type { EpochMilliseconds } from "../base/time.ts";
import type { Weighed } from "./reading.ts";

/** One thing that a reading tells. */
export type Finding =
  | { readonly kind: "fact"; readonly words: string; readonly until?: EpochMilliseconds }
  | { readonly kind: "problem"; readonly words: string; readonly since?: EpochMilliseconds }
  /** It could not be told whether this is as asked. */
  | { readonly kind: "doubt"; readonly words: string };

export const fact = (words: string): Finding => ({ kind: "fact", words });
export const problem = (words: string): Finding => ({ kind: "problem", words });
export const doubt = (words: string): Finding => ({ kind: "doubt", words });

/** Where anything is wrong it is bad, whatever else could not be told. */
export function concludeFrom(findings: readonly Finding[]): Weighed {
  const problems = findings.filter((each) => each.kind === "problem");
  const doubts = findings.filter((each) => each.kind === "doubt");
  const facts = findings.filter((each) => each.kind === "fact");
  const wrong = problems.length > 0 ? problems : doubts;
  return {
    state: problems.length > 0 ? "bad" : doubts.length > 0 ? "unknown" : "good",
    problems: wrong.map(({ words }) => words),
    facts: facts.map(({ words }) => words),
    since: earliest(problems.map(({ since }) => since)),
    until: earliest(facts.map(({ until }) => until)),
  };
}

function earliest(instants: readonly (EpochMilliseconds | undefined)[]): EpochMilliseconds | null {
  const known = instants.filter((each) => each !== undefined);
  return known.length === 0 ? null : Math.min(...known);
}
