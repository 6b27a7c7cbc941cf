import { isOpen } from "./incident-change.ts";
import { factsOf } from "./incident-facts.ts";
import type { NumberedIncident } from "./incident.ts";
import type { Monitor } from "./monitor.ts";
import { endWords } from "./words/cause-end.ts";
import { incidentName } from "./words/incident.ts";
import { shortId } from "./words/short-id.ts";

interface NextStep {
  /** Empty where there is nothing to do but wait. */
  readonly command: string;
  readonly text: string;
}

/** What to do about an incident, in the order in which one would; empty where all is done. */
export function nextSteps(
  found: NumberedIncident & { readonly rules: Pick<Monitor, "runbook" | "resolve"> },
): readonly NextStep[] {
  const { number, incident, rules } = found;
  const name = incidentName(number);
  if (!isOpen(incident)) return [];
  const { run } = factsOf(incident);
  const steps: NextStep[] = [];
  const add = (command: string, text: string) => steps.push({ command, text });
  if (incident.state === "opened") add(`luota ack ${name}`, "says that you have it");
  if (rules.runbook !== null) add(`luota runbook ${name}`, "what to do");
  if (run !== null) add(`luota logs ${shortId(run)}`, "what the run printed");
  if (incident.drill === null) add(`luota rerun ${name}`, "runs the job again, after asking");
  const end = howItEnds(found);
  if (end === null) add(`luota resolve ${name}`, "ends it; nothing else does");
  else add("", end);
  return steps;
}

/** What ends an open incident by itself; null where only a person does. */
export function howItEnds({ incident, rules }: Parameters<typeof nextSteps>[0]): string | null {
  if (rules.resolve === "manual" || incident.drill !== null) return null;
  const open = incident.causes.filter((cause) => cause.until === null);
  const ends = [...new Set(open.map((cause) => endWords(cause.kind)))].join(", and ");
  if (ends !== "") return `it ends by itself with ${ends}`;
  return `it ends by itself with ${incident.flapping ? "three good runs in a row" : "a good run"}`;
}
