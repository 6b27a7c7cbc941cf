import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { changeIncident, isOpen, resolveIncident } from "./incident-change.ts";
import type { Change, ChangeWhat, Claim, Incident } from "./incident.ts";

/** Why a person's action on an incident does nothing. */
export type IncidentActionFailure =
  | { readonly kind: "already-resolved"; readonly at: EpochMilliseconds | null }
  | {
      readonly kind: "already-acknowledged";
      readonly by: string | null;
      readonly at: EpochMilliseconds | null;
    }
  | { readonly kind: "empty-note" }
  | { readonly kind: "empty-review" };

/** Who acts, and what they say about it. */
export interface IncidentAction {
  readonly by: string;
  readonly note: string | null;
  /** Where the name was only claimed. */
  readonly claim?: Claim;
}

/** Somebody has taken it: reminders and escalations stop. */
export function acknowledgeIncident(
  incident: Incident,
  action: IncidentAction,
  now: EpochMilliseconds,
): Result<Change, IncidentActionFailure> {
  const { state, acknowledgedBy: by, acknowledgedAt: at } = incident;
  if (state === "resolved") return fail({ kind: "already-resolved", at: incident.resolvedAt });
  if (state === "acknowledged") return fail({ kind: "already-acknowledged", by, at });
  const different = {
    state: "acknowledged" as const,
    acknowledgedAt: now,
    acknowledgedBy: action.by,
    remindAt: null,
  };
  const { note, claim } = action;
  const what = {
    kind: "acknowledged" as const,
    ...{ by: action.by, note },
    ...(claim === undefined ? {} : { claim }),
  };
  return ok(changeIncident(incident, different, what, now, now));
}

/** Somebody closes it, whether or not its causes have ended; the next break is told anew. */
export function resolveByPerson(
  incident: Incident,
  action: IncidentAction,
  now: EpochMilliseconds,
): Result<Change, IncidentActionFailure> {
  if (!isOpen(incident)) return fail({ kind: "already-resolved", at: incident.resolvedAt });
  return ok(resolveIncident(incident, { kind: "by-person", ...action }, now, now));
}

/** Adds a line to the timeline; also after the resolution, for the review. */
export function noteOnIncident(
  incident: Incident,
  action: { readonly by: string; readonly note: string },
  now: EpochMilliseconds,
): Result<Change, IncidentActionFailure> {
  if (action.note.trim() === "") return fail({ kind: "empty-note" });
  return ok(changeIncident(incident, {}, { kind: "noted", ...action }, now, now));
}

/** What somebody found when looking back; usually after the resolution. */
export function reviewIncident(
  incident: Incident,
  review: Omit<Extract<ChangeWhat, { readonly kind: "reviewed" }>, "kind">,
  now: EpochMilliseconds,
): Result<Change, IncidentActionFailure> {
  const { by, impact, cause, action } = review;
  const said = [impact, cause, action].some((text) => (text ?? "").trim() !== "");
  if (!said) return fail({ kind: "empty-review" });
  const what = { kind: "reviewed", by, impact, cause, action } as const;
  return ok(changeIncident(incident, {}, what, now, now));
}

/** The monitor is gone from the config: its open incident closes. Null where none is open. */
export function withdrawIncident(incident: Incident, now: EpochMilliseconds): Change | null {
  if (!isOpen(incident)) return null;
  return resolveIncident(incident, { kind: "withdrawn" }, now, now);
}

/** The monitor has a new name (`was:`), and its history goes with it. */
export function renameIncident(incident: Incident, name: string, now: EpochMilliseconds): Change {
  const what = { kind: "renamed", from: incident.monitor } as const;
  return changeIncident(incident, { monitor: name }, what, now, now);
}

/** The reminder that is due, if it is, with the next one set; null otherwise. */
export function remindOfIncident(
  incident: Incident,
  remindMs: number | null,
  now: EpochMilliseconds,
): Change | null {
  if (incident.state !== "opened" || incident.remindAt === null || incident.remindAt > now)
    return null;
  const remindAt = remindMs === null ? null : now + remindMs;
  return changeIncident(incident, { remindAt }, { kind: "reminded" }, now, now);
}
