import type { EpochMilliseconds } from "../../base/time.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { outcomeOf } from "../../domain/outcome.ts";
import type { Difference } from "../../domain/difference.ts";
import type { Run } from "../../domain/run.ts";
import { evidenceFields } from "./evidence.ts";
import { renderFields } from "./fields.ts";
import type { Look } from "./look.ts";
import { outcomeWord } from "../../domain/words/outcome.ts";
import { outcomeSign, paintOutcome } from "./outcome-words.ts";
import { contextFields, proofFields, timeFields } from "./run-fields.ts";
import { renderOutput } from "./run-output.ts";
import { differenceLines } from "./difference-lines.ts";

/** All that is recorded of a run. */
export function renderRun(
  run: Run,
  look: Look,
  now: EpochMilliseconds,
  compared: readonly Difference[] | null = null,
): string {
  const sections = [
    heading(run, look),
    renderFields(timeFields(run, now), look),
    compared === null
      ? ""
      : renderFields(
          [[labelOf(compared), differenceLines({ differences: compared, compared: true })]],
          look,
        ),
    renderFields(evidenceFields(run, look, now), look),
    renderFields(contextFields(run), look),
    renderFields(proofFields(run), look),
    run.end === null ? "" : renderOutput(run.end.output, look),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** A run that ended well is not held against another one. */
function labelOf(compared: readonly Difference[]): string {
  const isDrift = compared.length > 0 && compared.every(({ kind }) => kind === "drift");
  return isDrift ? "drift" : "different";
}

/** The name, the outcome in its colour, and the id. */
function heading(run: Run, look: Look): string {
  const outcome = outcomeOf(run);
  const glyph = look.symbols[outcomeSign(outcome)[1]];
  const verdict = paintOutcome(outcome, `${glyph} ${outcomeWord(outcome)}`, look);
  const name = look.colour.strong(neutraliseLine(run.start.monitor));
  return `${name}  ${verdict}\n${look.colour.quiet(`run ${neutraliseLine(run.start.id)}`)}`;
}
