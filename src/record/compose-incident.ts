import { toIso, toIsoOrNull } from "../base/time.ts";
import { factsOf } from "../domain/incident-facts.ts";
import type { Incident, IncidentCause, Resolution } from "../domain/incident.ts";
import { endWords, endedByWords } from "../domain/words/cause-end.ts";
import { causeWords } from "../domain/words/incident.ts";
import { resolutionWords } from "../domain/words/resolution.ts";
import type { RecordCause, RecordIncident } from "./document-parts.ts";

export function composeIncident(incident: Incident): RecordIncident {
  const { resolution } = incident;
  const { run, lastGood } = factsOf(incident);
  return {
    monitor: incident.monitor,
    kind: incident.kind,
    severity: incident.severity,
    state: incident.state,
    happenedAt: toIso(incident.happenedAt),
    noticedAt: toIso(incident.noticedAt),
    acknowledgedAt: toIsoOrNull(incident.acknowledgedAt),
    acknowledgedBy: incident.acknowledgedBy,
    resolvedAt: toIsoOrNull(incident.resolvedAt),
    resolution: resolution === null ? null : plain(resolution),
    resolutionWords: resolution === null ? null : resolutionWords(resolution),
    occurrences: incident.occurrences,
    reopenings: incident.reopenings,
    flapping: incident.flapping,
    run,
    lastGoodRun: lastGood?.run ?? null,
    causes: incident.causes.map(composeCause),
  };
}

function plain(resolution: Resolution): { readonly [key: string]: string | null } {
  switch (resolution.kind) {
    case "healed":
      return { kind: "healed", run: resolution.run };
    case "by-person":
      return { kind: "by-person", by: resolution.by, note: resolution.note };
    case "withdrawn":
      return { kind: "withdrawn" };
  }
}

function composeCause({ kind, since, until, endedBy, count, detail }: IncidentCause): RecordCause {
  const ended = endedBy === null ? "the end of the incident" : endedByWords(endedBy);
  return {
    kind,
    words: causeWords(kind, count, detail.outcome),
    since: toIso(since),
    until: toIsoOrNull(until),
    count,
    ends: until === null ? `with ${endWords(kind)}` : `by ${ended}`,
  };
}
