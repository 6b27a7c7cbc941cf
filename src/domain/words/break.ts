import type { EpochMilliseconds } from "../../base/time.ts";
import type { CauseKind } from "../cause.ts";
import type { IncidentCause } from "../incident.ts";
import { causeWords } from "./incident.ts";
import { momentOf } from "./when.ts";

/** What broke and when, to stand behind the monitor's name: `missed its run of 14:15:00 UTC`. */
export function breakWithTime(cause: IncidentCause, now: EpochMilliseconds): string {
  const { kind, count, since, detail } = cause;
  const what = causeWords(kind, count, detail.outcome);
  if (kind === "missed" && count === 1 && detail.slot !== null)
    return `${what} of ${momentOf(detail.slot, now)}`;
  const isState = lasting.includes(kind) || count > 1;
  return `${what} ${isState ? "since" : "at"} ${momentOf(since, now)}`;
}

/** Told by when they began, for they go on. */
const lasting: readonly CauseKind[] = ["overrunning", "stale", "unreadable", "route-broken"];
