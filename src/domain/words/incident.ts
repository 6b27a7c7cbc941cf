import { unreachable } from "../../base/unreachable.ts";
import type { CauseKind } from "../cause.ts";
import type { Incident } from "../incident.ts";
import { outcomeWord } from "./outcome.ts";

export function incidentName(number: number): string {
  return `INC-${number}`;
}

/** What broke, to stand behind the monitor's name: `missed its run`. */
export function breakWords(incident: Incident): string {
  const cause = incident.causes.find((each) => each.until === null) ?? incident.causes[0];
  return cause === undefined
    ? causeWords(incident.kind, 1)
    : causeWords(cause.kind, cause.count, cause.detail.outcome);
}

/** A cause after the monitor's name, with how often it came. */
export function causeWords(
  kind: CauseKind,
  count: number,
  outcome: Incident["causes"][number]["detail"]["outcome"] = null,
): string {
  const times = count > 1 ? ` ${count} times` : "";
  switch (kind) {
    case "missed":
      return count > 1 ? `missed ${count} runs` : "missed its run";
    case "failing":
      return `${outcome === null ? "failed" : outcomeWord(outcome)}${times}`;
    case "unproven":
      return `ended well, but is not proven${times}`;
    case "too-fast":
      return `ended too soon to be true${times}`;
    case "drift":
      return `ended well, but not as usual${times}`;
    case "lost":
      return `was lost while it ran${times}`;
    case "overrunning":
      return `runs longer than it may${times}`;
    case "warned":
      return `warned${times}`;
    case "stale":
      return `is stale${times}`;
    case "unreadable":
      return "can't be looked at";
    case "route-broken":
      return "takes no notices";
    default:
      return unreachable(kind);
  }
}
