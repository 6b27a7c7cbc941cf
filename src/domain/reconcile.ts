import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Turn } from "./cause.ts";
import type { Change, Incident } from "./incident.ts";
import {
  addBreak,
  changeIncident,
  endCauses,
  hasOpenCause,
  isOpen,
  resolveIncident,
} from "./incident-change.ts";
import { openIncident, reopenIncident, type Break, type IncidentRules } from "./incident-open.ts";
import { reopenWindow } from "./limits.ts";

/** So many proofs in a row end the flapping. */
const proofsToCalm = 3;

/**
 * Folds the turns of a monitor's story into its latest incident, which may be resolved, or null for
 * none. Each change holds the incident after it; several incidents may follow each other, but never
 * is more than one open.
 */
export function reconcile(
  rules: IncidentRules,
  latest: Incident | null,
  turns: readonly Turn[],
  now: EpochMilliseconds,
): readonly Change[] {
  const changes: Change[] = [];
  let incident = latest;
  for (const turn of turns) {
    const change = followTurn(rules, incident, turn, now);
    if (change === null) continue;
    changes.push(change);
    incident = change.incident;
  }
  return changes;
}

function followTurn(
  rules: IncidentRules,
  incident: Incident | null,
  turn: Turn,
  now: EpochMilliseconds,
): Change | null {
  switch (turn.kind) {
    case "began":
    case "again":
      return followBreak(rules, incident, turn, now);
    case "ended":
      return incident === null ? null : followEnd(incident, turn, now);
    case "proof":
      return incident === null ? null : followProof(rules, incident, turn, now);
    case "moot":
      if (incident === null || !isOpen(incident) || hasOpenCause(incident)) return null;
      return resolveIncident(incident, { kind: "withdrawn" }, turn.at, now);
    default:
      return unreachable(turn);
  }
}

function followBreak(
  rules: IncidentRules,
  incident: Incident | null,
  turn: Break,
  now: EpochMilliseconds,
): Change | null {
  const { cause, at, detail } = turn;
  const count = turn.kind === "again" ? turn.count : 1;
  if (incident === null) return openIncident(rules, turn, count, now);
  const grown = {
    occurrences: incident.occurrences + count,
    brokenAt: Math.max(incident.brokenAt, at),
    healthyInRow: 0,
  };
  if (isOpen(incident)) {
    const { causes, again } = addBreak(incident, cause, at, count, detail);
    const what = again
      ? ({ kind: "occurrence", cause, count, detail } as const)
      : ({ kind: "cause-added", cause, detail } as const);
    return changeIncident(incident, { ...grown, causes }, what, at, now);
  }
  const resolvedAt = incident.resolvedAt ?? incident.happenedAt;
  // A wrong clock resolved it in a future that is no measure for what breaks now.
  const isNoMeasure = resolvedAt > now || incident.resolution?.kind === "withdrawn";
  // News of a break that lies before the resolution belongs to what is over.
  if (at <= resolvedAt && resolvedAt <= now)
    return changeIncident(incident, grown, { kind: "occurrence", cause, count, detail }, at, now);
  if (isNoMeasure || at - resolvedAt > reopenWindow(turn.gap))
    return openIncident(rules, turn, count, now);
  return reopenIncident(rules, incident, turn, grown, now);
}

function followEnd(
  incident: Incident,
  turn: Turn & { readonly kind: "ended" },
  now: EpochMilliseconds,
): Change | null {
  const { cause, at, by } = turn;
  const open = incident.causes.some((each) => each.kind === cause && each.until === null);
  if (!open || !isOpen(incident)) return null;
  const causes = endCauses(incident.causes, cause, at, by);
  return changeIncident(incident, { causes }, { kind: "cause-ended", cause, by }, at, now);
}

function followProof(
  rules: IncidentRules,
  incident: Incident,
  turn: Turn & { readonly kind: "proof" },
  now: EpochMilliseconds,
): Change | null {
  if (!isOpen(incident) || hasOpenCause(incident)) return null;
  // A drill was ended by a person.
  if (rules.drill === null && rules.monitor.resolve === "manual") return null;
  const healthyInRow = incident.healthyInRow + 1;
  // Not in the future of a clock that was wrong when it broke.
  const at = Math.max(turn.at, Math.min(incident.brokenAt, now));
  if (!incident.flapping || healthyInRow >= proofsToCalm)
    return resolveIncident(incident, { kind: "healed", run: turn.run }, at, now);
  return changeIncident(incident, { healthyInRow }, { kind: "calmer", healthyInRow }, at, now);
}
