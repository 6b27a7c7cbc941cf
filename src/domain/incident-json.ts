import type { Json } from "../base/json.ts";
import { toIso, toIsoOrNull } from "../base/time.ts";
import { factsOf } from "./incident-facts.ts";
import type { NumberedIncident } from "./incident.ts";
import { incidentName } from "./words/incident.ts";

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
