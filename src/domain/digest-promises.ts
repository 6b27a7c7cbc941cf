import { formatDuration } from "../base/duration.ts";
import type { DigestFacts } from "./digest-facts.ts";
import { isOpen } from "./incident-change.ts";
import type { NumberedIncident } from "./incident.ts";
import { breakWords, incidentName } from "./words/incident.ts";
import { counted, firstLines } from "./words/list.ts";

const mostLines = 10;

/** How many were kept, then each that was not, the longest broken first. */
export function promiseLines(facts: DigestFacts): readonly string[] {
  const { monitors, incidents, span } = facts;
  if (monitors.length === 0) return [];
  const loud = incidents.filter(({ incident }) => incident.severity !== 4);
  const broken = Map.groupBy(loud, ({ incident }) => incident.monitor);
  const lines = [...broken]
    .map(([name, all]) => ({ name, all, lasted: lastedOf(all, span.until) }))
    .sort((one, other) => other.lasted - one.lasted)
    .map(({ name, all, lasted }) => {
      const open = all.find(({ incident }) => isOpen(incident));
      const still = open === undefined ? "" : `; ${incidentName(open.number)} is still open`;
      return `${name}: ${counted(all.length, "incident")}, ${formatDuration(lasted)} in all${still}`;
    });
  const kept = monitors.filter(({ name }) => !incidents.some(at(name))).length;
  const runs = monitors.reduce((sum, monitor) => sum + monitor.runs, 0);
  const head = `${kept} of ${monitors.length} kept without an incident, ${counted(runs, "run")}`;
  return [head, ...firstLines(lines, mostLines)];
}

/** Incidents that nobody was told of otherwise. */
export function quietLines({ incidents, span }: DigestFacts): readonly string[] {
  const quiet = incidents.filter(({ incident }) => incident.severity === 4);
  const lines = quiet.map(({ number, incident }) => {
    const lasted = formatDuration(lastedOf([{ number, incident }], span.until));
    const standing = isOpen(incident) ? `still open, for ${lasted}` : `resolved after ${lasted}`;
    return `${incidentName(number)} ${incident.monitor} ${breakWords(incident)}: ${standing}`;
  });
  return firstLines(lines, mostLines);
}

function at(name: string) {
  return ({ incident }: NumberedIncident) => incident.monitor === name;
}

function lastedOf(incidents: readonly NumberedIncident[], until: number): number {
  return incidents.reduce(
    (sum, { incident }) => sum + Math.max(0, (incident.resolvedAt ?? until) - incident.happenedAt),
    0,
  );
}
