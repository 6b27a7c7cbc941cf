import { isOpen } from "../../domain/incident-change.ts";
import { factsOf } from "../../domain/incident-facts.ts";
import { endWords } from "../../domain/words/cause-end.ts";
import { incidentName } from "../../domain/words/incident.ts";
import { shortId } from "../../domain/words/short-id.ts";
import type { ShownIncident } from "./shown-incident.ts";

interface NextStep {
  /** Empty where there is nothing to do but wait. */
  readonly command: string;
  readonly text: string;
}

/** What to do about an incident, in the order in which one would; empty where all is done. */
export function nextSteps({ number, incident, rules }: ShownIncident): readonly NextStep[] {
  const name = incidentName(number);
  if (!isOpen(incident)) return [];
  const { run } = factsOf(incident);
  const steps: NextStep[] = [];
  const add = (command: string, text: string) => steps.push({ command, text });
  if (incident.state === "opened") add(`luota ack ${name}`, "says that you have it");
  if (rules.runbook !== null) add(`luota runbook ${name}`, "what to do");
  if (run !== null) add(`luota logs ${shortId(run)}`, "what the run printed");
  if (incident.drill === null) add(`luota rerun ${name}`, "runs the job again, after asking");
  const open = incident.causes.filter((cause) => cause.until === null);
  const ends = [...new Set(open.map((cause) => endWords(cause.kind)))].join(", and ");
  if (rules.resolve === "manual" || incident.drill !== null)
    add(`luota resolve ${name}`, "ends it; nothing else does");
  else if (ends !== "") add("", `it ends by itself with ${ends}`);
  else if (incident.flapping) add("", "it ends by itself with three good runs in a row");
  else add("", "it ends by itself with a good run");
  return steps;
}
