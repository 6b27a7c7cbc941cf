import { unreachable } from "../../base/unreachable.ts";
import type { BreakDetail, CauseKind, GoodSign } from "../cause.ts";
import type { Because } from "../slot-row.ts";
import { outcomeWord } from "./outcome.ts";
import { shortId } from "./short-id.ts";
import { utcSeconds } from "./when.ts";

/** What is missing between the green signals and the promise; null where the cause says it all. */
export function gapWords(cause: CauseKind, detail: BreakDetail): string | null {
  switch (cause) {
    case "missed":
      return detail.slot === null
        ? "no run began"
        : `no run began for the slot of ${utcSeconds(detail.slot)} UTC`;
    case "failing":
      return `the run ${detail.outcome === null ? "failed" : outcomeWord(detail.outcome)}${inRow(detail)}`;
    case "unproven":
      return detail.missing.length === 0
        ? "the run ended well, and its proof is missing"
        : `the run ended well, and this is not proven: ${detail.missing.join(", ")}`;
    case "too-fast":
      return "the run ended well sooner than it can have done its work";
    case "drift":
      return "the run ended well, but one of its numbers is far from what is usual";
    case "lost":
      return "whoever recorded the run died; how it ended is not known";
    case "overrunning":
      return "the run still goes on after its time";
    case "warned":
      return `the run ended with a warning${inRow(detail)}`;
    case "stale":
    case "unreadable":
    case "route-broken":
      return null;
    default:
      return unreachable(cause);
  }
}

function inRow({ inRow: count }: BreakDetail): string {
  return count > 1 ? `, ${count} in a row` : "";
}

/** Why nobody could expect better. */
export function becauseWords(because: Because): string {
  switch (because.kind) {
    case "host-down":
      return `the host was down from ${utcSeconds(because.from)} to ${utcSeconds(because.until)} UTC`;
    case "luota-down":
      return `luota was down from ${utcSeconds(because.from)} to ${utcSeconds(because.until)} UTC`;
    case "deaf":
      return `nobody listened from ${utcSeconds(because.from)} to ${utcSeconds(because.until)} UTC`;
    case "paused":
      return "it was paused";
    case "overlap":
      return "the run before it was still going";
    case "skip-code":
      return "the job said there was nothing to do";
    case "cadence-changed":
      return "its cadence had changed";
    default:
      return unreachable(because);
  }
}

/** The last sign that all was well. */
export function goodWords({ run }: GoodSign): string {
  return run === null ? "a beat or a reading" : `run ${shortId(run)}`;
}
