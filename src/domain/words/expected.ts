import { formatDuration, type Milliseconds } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { IncidentCause } from "../incident.ts";
import type { Monitor } from "../monitor.ts";
import { probeExpects } from "./probe.ts";
import { momentOf } from "./when.ts";

/** What should have come; null where the gap says it all. */
export function expectedWords(
  { kind, count, since, detail }: IncidentCause,
  rules: Monitor,
  now: EpochMilliseconds,
): string | null {
  switch (kind) {
    case "missed": {
      if (detail.slot === null) return null;
      const many = count > 1 ? `; the latest of ${count}` : "";
      const grace = count > 1 ? "" : `, by ${momentOf(since, now)} at the latest`;
      return `a run at ${momentOf(detail.slot, now)}${grace}${many}`;
    }
    case "unproven":
      return rules.evidence.length === 0
        ? null
        : `proof of ${rules.evidence.map(({ name }) => name).join(", ")}`;
    case "overrunning":
      return limit("an end within", rules.finishWithinMs);
    case "too-fast":
      return limit("a run of at least", rules.minDurationMs);
    case "stale":
      return freshness(rules);
    case "drift":
    case "failing":
    case "lost":
    case "warned":
    case "unreadable":
    case "route-broken":
      return null;
    default:
      return unreachable(kind);
  }
}

function limit(words: string, length: Milliseconds | null): string | null {
  return length === null ? null : `${words} ${formatDuration(length)}`;
}

function freshness({ freshness: asked }: Monitor): string | null {
  return asked === null ? null : probeExpects(asked.probe);
}
