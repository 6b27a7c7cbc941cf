import type { EpochMilliseconds } from "../../base/time.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import { breakWords, incidentName } from "../../domain/words/incident.ts";
import { stateWords } from "../../domain/words/standing.ts";
import type { Look } from "./look.ts";
import { renderTable, type Cell, type Column } from "./table.ts";
import { ageOf, utcSeconds } from "../../domain/words/when.ts";

const roomForTimes = 90;

/** Incidents as a table, in the order given. */
export function renderIncidents(
  incidents: readonly NumberedIncident[],
  look: Look,
  now: EpochMilliseconds,
): string {
  const columns: readonly Column[] = [
    { title: "INCIDENT" },
    { title: "MONITOR", narrowest: 6, comfortable: 16 },
    { title: "WHAT", narrowest: 8, comfortable: 20 },
    { title: "SEV", leaves: 2 },
    { title: "STATE", narrowest: 10 },
    { title: look.width >= roomForTimes ? "HAPPENED (UTC)" : "HAPPENED", leaves: 1 },
    { title: "ACKED BY", leaves: 3 },
  ];
  return `${renderTable(
    columns,
    incidents.map((each) => cells(each, look, now)),
    look,
  )}\n`;
}

function cells({ number, incident }: NumberedIncident, look: Look, now: EpochMilliseconds): Cell[] {
  const open = incident.state !== "resolved";
  const drill = incident.drill === null ? "" : " (drill)";
  const at = incident.happenedAt;
  return [
    { text: incidentName(number), paint: open ? look.colour.bad : look.colour.quiet },
    { text: incident.monitor },
    { text: breakWords(incident) + drill },
    { text: String(incident.severity) },
    { text: stateWords(incident, now), paint: open ? look.colour.bad : undefined },
    { text: look.width >= roomForTimes ? utcSeconds(at) : ageOf(at, now) },
    { text: incident.acknowledgedBy ?? "" },
  ];
}
