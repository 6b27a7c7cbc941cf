import { isOpen } from "../../domain/incident-change.ts";
import { factsOf } from "./incident-json.ts";
import { endWords, incidentName } from "./incident-words.ts";
import { shortId } from "./runs.ts";
import type { ShownIncident } from "./shown-incident.ts";

/** What to do about an incident, in the order in which one would; empty where all is done. */
export function nextSteps({ number, incident, rules }: ShownIncident): readonly string[] {
  const name = incidentName(number);
  if (!isOpen(incident)) return [];
  const { run } = factsOf(incident);
  const steps: string[] = [];
  if (incident.state === "opened") steps.push(`luota ack ${name}        says that you have it`);
  if (rules.runbook !== null) steps.push(`luota runbook ${name}    what to do`);
  if (run !== null) steps.push(`luota logs ${shortId(run)}      what the run printed`);
  if (incident.drill === null)
    steps.push(`luota rerun ${name}      runs the job again, after asking`);
  const open = incident.causes.filter((cause) => cause.until === null);
  const ends = [...new Set(open.map((cause) => endWords(cause.kind)))].join(", and ");
  if (rules.resolve === "manual" || incident.drill !== null)
    steps.push(`luota resolve ${name}    ends it; nothing else does`);
  else if (ends !== "") steps.push(`it ends by itself with ${ends}`);
  else if (incident.flapping) steps.push("it ends by itself with three good runs in a row");
  else steps.push("it ends by itself with a good run");
  return steps;
}
