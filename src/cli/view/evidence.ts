import type { EpochMilliseconds } from "../../base/time.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { latestOf, type ProofStanding } from "../../domain/evidence-standing.ts";
import type { ProofStep } from "../../domain/evidence-step.ts";
import { nearestName } from "../../domain/nearest-name.ts";
import type { Run } from "../../domain/run.ts";
import { evidenceWords } from "../../domain/words/evidence.ts";
import { momentOf } from "../../domain/words/when.ts";
import type { Field } from "./fields.ts";
import type { Look } from "./look.ts";

/** The steps of a run with what proves each, then what was claimed beside them. */
export function evidenceFields(
  { proof, evidence = [] }: Pick<Run, "proof" | "evidence">,
  look: Look,
  now: EpochMilliseconds,
): readonly Field[] {
  const owed = proof?.owed ?? [];
  const steps = proof === undefined ? [] : owed.map((step) => stepLine(step, proof));
  const others = evidence.filter((each) => !owed.some((step) => step.name === each.step));
  const lines = [
    ...steps,
    ...others.map((each) => `${each.step}: ${wordsOf(each)}${noteOf(each)}`),
  ];
  return lines.map((line, index): Field => [index === 0 ? "evidence" : "", line]);

  function stepLine(step: ProofStep, standing: ProofStanding): string {
    const { symbols } = look;
    const heard = evidence.filter((each) => each.step === step.name);
    const counts = latestOf(step, heard);
    const more = heard.length > 1 ? ` (${heard.length} pieces, the latest counts)` : "";
    if (counts !== null) {
      const sign = counts.state === "good" ? symbols.good : symbols.bad;
      return `${sign} ${step.name}: ${wordsOf(counts)}${more}`;
    }
    const last = heard.at(-1);
    const why = last === undefined ? "" : `; ${wordsOf(last)}`;
    const until = standing.state === "proving" ? `, by ${momentOf(standing.dueAt, now)}` : "";
    return `${symbols.unproven} ${step.name}: not proven${until}${why}`;
  }

  function wordsOf(each: Evidence): string {
    return `${evidenceWords(each)}, ${momentOf(each.at, now)}`;
  }

  function noteOf({ step }: Evidence): string {
    if (owed.length === 0) return "";
    const near = nearestName(
      step,
      owed.map((each) => each.name),
    );
    return ` (no step of this promise${near === null ? "" : `; did you mean ${near}?`})`;
  }
}
