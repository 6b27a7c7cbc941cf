import type { Template } from "../commands/rerun-template.ts";
import { outcomeOf } from "../../domain/outcome.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import { commandLine } from "../../domain/words/command-line.ts";
import { renderFields } from "./fields.ts";
import { breakWords, incidentName } from "../../domain/words/incident.ts";
import type { Look } from "./look.ts";
import { outcomeWord } from "../../domain/words/outcome.ts";
import { shortId } from "../../domain/words/short-id.ts";
import { utcSeconds } from "../../domain/words/when.ts";

/** What is about to happen, so that whoever is asked knows to what they say yes. */
export function renderRerun(
  { number, incident }: NumberedIncident,
  template: Template,
  host: string,
  look: Look,
): string {
  const { words, cwd, user, first, own } = template;
  const payload = first?.start.payload ?? null;
  const again =
    first === null
      ? null
      : `run ${shortId(first.start.id)} of ${utcSeconds(first.start.startedAt)} UTC, ${outcomeWord(outcomeOf(first))}`;
  const fields = renderFields(
    [
      ["command", commandLine(words)],
      ["as", `${user}@${host}`],
      ["in", cwd],
      ["payload", payload === null ? null : JSON.stringify(payload)],
      ["again", again],
      [
        "environment",
        own === null ? "this shell's: that of the first run is not kept" : "as the config has it",
      ],
    ],
    look,
  );
  return `${incidentName(number)}  ${incident.monitor} ${breakWords(incident)}\n${fields}`;
}
