import type { EpochMilliseconds } from "../base/time.ts";
import type { BreakDetail, CauseKind, EndedBy } from "./cause.ts";
import type { Change, ChangeWhat, Incident, IncidentCause } from "./incident.ts";

/** Makes a change of an incident: the next revision, with what is different in it. */
export function changeIncident(
  incident: Incident,
  different: Partial<Incident>,
  what: ChangeWhat,
  at: EpochMilliseconds,
  now: EpochMilliseconds,
): Change {
  const changed = { ...incident, ...different, revision: incident.revision + 1 };
  return { incident: changed, at, noticedAt: now, ...what };
}

export function isOpen(incident: Incident): boolean {
  return incident.state !== "resolved";
}

export function hasOpenCause(incident: Incident): boolean {
  return incident.causes.some((cause) => cause.until === null);
}

export function newCause(
  kind: CauseKind,
  since: EpochMilliseconds,
  count: number,
  detail: BreakDetail,
): IncidentCause {
  return { kind, since, until: null, endedBy: null, count, detail };
}

/** More causes than this are not listed one by one; the next ones continue an earlier of their kind. */
const mostCauses = 20;

/** The causes with one more break in them, and whether a cause of that kind was open already. */
export function addBreak(
  incident: Incident,
  kind: CauseKind,
  at: EpochMilliseconds,
  count: number,
  detail: BreakDetail,
): { readonly causes: readonly IncidentCause[]; readonly again: boolean } {
  const { causes, flapping } = incident;
  const open = causes.findIndex((cause) => cause.kind === kind && cause.until === null);
  const ended = causes.findLastIndex((cause) => cause.kind === kind);
  const joins = flapping || causes.length >= mostCauses;
  const index = open < 0 && joins ? ended : open;
  if (index < 0) return { causes: [...causes, newCause(kind, at, count, detail)], again: false };
  return {
    again: true,
    causes: causes.map((cause, each) =>
      each === index
        ? { ...cause, count: cause.count + count, detail, until: null, endedBy: null }
        : cause,
    ),
  };
}

/** Ends the open cause of a kind, or every open one; `by` is null where a person closed the case. */
export function endCauses(
  causes: readonly IncidentCause[],
  kind: CauseKind | null,
  at: EpochMilliseconds,
  by: EndedBy | null,
): readonly IncidentCause[] {
  return causes.map((cause) =>
    cause.until === null && (kind === null || cause.kind === kind)
      ? { ...cause, until: Math.max(at, cause.since), endedBy: by }
      : cause,
  );
}

export function resolveIncident(
  incident: Incident,
  resolution: NonNullable<Incident["resolution"]>,
  at: EpochMilliseconds,
  now: EpochMilliseconds,
): Change {
  const causes = endCauses(incident.causes, null, at, null);
  const different = {
    state: "resolved" as const,
    resolvedAt: at,
    resolution,
    causes,
    remindAt: null,
    healthyInRow: 0,
  };
  return changeIncident(incident, different, { kind: "resolved", resolution }, at, now);
}
