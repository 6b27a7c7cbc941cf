import type { EpochMilliseconds } from "../base/time.ts";
import type { Turn } from "./cause.ts";
import { addBreak, changeIncident, newCause } from "./incident-change.ts";
import type { Change, Incident } from "./incident.ts";
import type { Monitor } from "./monitor.ts";

/** Whose incident it is, and the rules that it follows. */
export interface IncidentRules {
  readonly monitor: Pick<Monitor, "name" | "severity" | "resolve" | "remindMs">;
  /** The id of a drill, for its own incident beside the monitor's. */
  readonly drill: string | null;
}

export type Break = Turn & { readonly kind: "began" | "again" };

/** Reopened so often it is flapping. */
const timesToFlap = 3;

/** Opens a new incident for a break. */
export function openIncident(
  rules: IncidentRules,
  turn: Break,
  count: number,
  now: EpochMilliseconds,
): Change {
  const { cause, at, detail } = turn;
  const incident: Incident = {
    monitor: rules.monitor.name,
    drill: rules.drill,
    severity: rules.monitor.severity,
    state: "opened",
    kind: cause,
    happenedAt: at,
    noticedAt: now,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolution: null,
    causes: [newCause(cause, at, count, detail)],
    occurrences: count,
    reopenings: 0,
    flapping: false,
    healthyInRow: 0,
    brokenAt: at,
    remindAt: remindAfter(rules, now),
    revision: 1,
  };
  return { incident, at, noticedAt: now, kind: "opened", cause, detail };
}

/** Opens a resolved incident again, for a break soon after it. Whoever acknowledged it is asked anew. */
export function reopenIncident(
  rules: IncidentRules,
  incident: Incident,
  turn: Break,
  grown: Partial<Incident>,
  now: EpochMilliseconds,
): Change {
  const { cause, at, detail } = turn;
  const count = turn.kind === "again" ? turn.count : 1;
  const { causes } = addBreak({ ...incident, flapping: false }, cause, at, count, detail);
  const reopenings = incident.reopenings + 1;
  const flapping = reopenings >= timesToFlap;
  const different = {
    ...grown,
    causes,
    reopenings,
    flapping,
    state: "opened" as const,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolution: null,
    remindAt: remindAfter(rules, now),
  };
  const kind = flapping ? "flapping" : "reopened";
  return changeIncident(incident, different, { kind, cause, detail }, at, now);
}

function remindAfter({ monitor }: IncidentRules, now: EpochMilliseconds): EpochMilliseconds | null {
  return monitor.remindMs === null ? null : now + monitor.remindMs;
}
