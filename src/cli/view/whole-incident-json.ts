import type { Json, JsonObject } from "../../base/json.ts";
import { toIso, toIsoOrNull } from "../../base/time.ts";
import type { StoredNotice, TimelineEntry } from "../../store/incident-row.ts";
import { incidentToJson } from "../../domain/incident-json.ts";
import type { WholeIncident } from "./incident.ts";
import { endWords } from "../../domain/words/cause-end.ts";
import { differenceToJson } from "./difference-lines.ts";
import { plainJson } from "./plain-json.ts";

/** The documented fields of an incident, then all that `luota show INC-n` tells beyond them. */
export function wholeIncidentToJson(whole: WholeIncident, host: string): Json {
  const { incident, rules } = whole;
  return {
    ...(incidentToJson(whole, host) as JsonObject),
    promise: rules.promise,
    owner: whole.owner,
    runbook: rules.runbook,
    routes: whole.routes,
    reopenings: incident.reopenings,
    flapping: incident.flapping,
    revision: incident.revision,
    resolution: incident.resolution === null ? null : { ...incident.resolution },
    ends: incident.causes.map(({ kind, until, endedBy, count }) => ({
      kind,
      count,
      endsWith: until === null ? endWords(kind) : null,
      endedBy: endedBy === null ? null : { ...endedBy },
    })),
    greenSignals: whole.greenSignals,
    differences: whole.differences?.map(differenceToJson) ?? null,
    timeline: whole.timeline.map(entryToJson),
    notices: whole.notices.map(noticeToJson),
  };
}

/** An entry with its two instants; what its kind tells stands beside them. */
function entryToJson({ at, ...rest }: TimelineEntry): Json {
  return { happenedAt: toIso(at), ...(plainJson(rest) as JsonObject) };
}

function noticeToJson(notice: StoredNotice): Json {
  const { kind, route, recipient, state, createdAt, dueAt, heldUntil } = notice;
  return {
    kind,
    route,
    recipient: recipient === "" ? null : recipient,
    state,
    createdAt: toIso(createdAt),
    dueAt: toIso(dueAt),
    heldUntil: toIsoOrNull(heldUntil),
  };
}
