import type { Json } from "../../base/json.ts";
import { toIso, toIsoOrNull } from "../../base/time.ts";
import type { Incident, IncidentCause } from "../../domain/incident.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import { incidentName } from "./incident-words.ts";

/** An incident as every list has it. `slot`, `run` and `missing` are those of the latest break. */
export function incidentToJson({ number, incident }: NumberedIncident, host: string): Json {
  const facts = factsOf(incident);
  return {
    id: incidentName(number),
    monitor: incident.monitor,
    host,
    kind: incident.kind,
    severity: incident.severity,
    state: incident.state,
    drill: incident.drill !== null,
    happenedAt: toIso(incident.happenedAt),
    noticedAt: toIso(incident.noticedAt),
    openedAt: toIso(incident.noticedAt),
    acknowledgedAt: toIsoOrNull(incident.acknowledgedAt),
    acknowledgedBy: incident.acknowledgedBy,
    resolvedAt: toIsoOrNull(incident.resolvedAt),
    causes: incident.causes.map(({ kind, since, until }) => ({
      kind,
      since: toIso(since),
      until: toIsoOrNull(until),
    })),
    occurrences: incident.occurrences,
    slot: toIsoOrNull(facts.slot),
    run: facts.run,
    lastGoodRun: facts.lastGood?.run ?? null,
    missing: facts.missing,
  };
}

/** What its causes tell together: the weightiest cause that still lasts speaks first. */
export function factsOf(incident: Incident): IncidentCause["detail"] {
  const open = incident.causes.filter((cause) => cause.until === null);
  const telling = [...open, ...incident.causes].map((cause) => cause.detail);
  const first = <Key extends keyof IncidentCause["detail"]>(key: Key) =>
    telling.find((detail) => detail[key] !== null)?.[key] ?? null;
  return {
    slot: first("slot"),
    run: first("run"),
    outcome: first("outcome"),
    // An ended cause's excuse is none for one that lasts.
    because: telling[0]?.because ?? null,
    lastGood: first("lastGood"),
    missing: telling.find((detail) => detail.missing.length > 0)?.missing ?? [],
    inRow: telling[0]?.inRow ?? 0,
  };
}
