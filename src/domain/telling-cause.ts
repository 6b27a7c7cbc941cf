import type { Incident, IncidentCause, TimelineEntry } from "./incident.ts";
import type { NoticeKind } from "./notice.ts";

/** The cause of which a message speaks: the new one where that is the news, else the first that lasts. */
export function tellingCause(
  incident: Incident,
  kind: NoticeKind,
  timeline: readonly TimelineEntry[],
): IncidentCause | null {
  const { causes } = incident;
  const first = causes.find((cause) => cause.until === null) ?? causes[0] ?? null;
  if (kind !== "cause-added" && kind !== "reopened" && kind !== "occurrence") return first;
  const news = timeline.findLast((entry) => entry.kind === kind);
  if (news === undefined || !("cause" in news)) return first;
  return causes.findLast((cause) => cause.kind === news.cause) ?? first;
}
