import { unreachable } from "../base/unreachable.ts";
import type { IncidentCause } from "./incident.ts";
import type { NoticeKind } from "./notice.ts";
import { outcomeWord } from "./words/outcome.ts";

/** The state in a word for a subject; that of a drill says so first. */
export function badgeOf(kind: NoticeKind, cause: IncidentCause | null, isDrill: boolean): string {
  const end = endBadge(kind);
  if (!isDrill) return end ?? (kind === "flapping" ? "FLAPPING" : breakBadge(cause));
  return end === null ? "DRILL" : `DRILL ${end}`;
}

function endBadge(kind: NoticeKind): string | null {
  switch (kind) {
    case "resolved":
    case "healed":
      return "RESOLVED";
    case "acknowledged":
      return "ACKNOWLEDGED";
    case "opened":
    case "cause-added":
    case "occurrence":
    case "reopened":
    case "flapping":
    case "reminder":
    case "escalated":
      return null;
    default:
      return unreachable(kind);
  }
}

function breakBadge(cause: IncidentCause | null): string {
  if (cause === null) return "BROKEN";
  const { kind, detail } = cause;
  switch (kind) {
    case "failing":
      return outcomeWord(detail.outcome ?? "failed").toUpperCase();
    case "too-fast":
      return "TOO FAST";
    case "route-broken":
      return "ROUTE BROKEN";
    case "missed":
    case "unproven":
    case "drift":
    case "lost":
    case "overrunning":
    case "warned":
    case "stale":
    case "unreadable":
      return kind.toUpperCase();
    default:
      return unreachable(kind);
  }
}
