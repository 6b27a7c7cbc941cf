import { unreachable } from "../../base/unreachable.ts";
import { endOfCause, type CauseKind, type EndedBy, type EndOfCause } from "../cause.ts";
import { shortId } from "./short-id.ts";

/** What ends a cause, to stand behind "ends with". */
export function endWords(kind: CauseKind): string {
  return ends[endOfCause[kind]];
}

const ends: Readonly<Record<EndOfCause, string>> = {
  "a-start": "the start of a run",
  "a-healthy-run": "a healthy run",
  "the-end-of-the-run": "the end of that run",
  "a-run-without-warning": "a run without a warning",
  "a-good-reading": "a good reading",
  "a-reading": "a reading, good or bad",
  "an-accepted-notice": "a notice that the route accepts",
};

export function endedByWords(by: EndedBy): string {
  switch (by.kind) {
    case "run":
      return `run ${shortId(by.run)}`;
    case "beat":
      return "a beat";
    case "reading":
      return "a reading";
    case "accepted-notice":
      return "a notice that the route accepted";
    case "true-ending":
      return `the true ending of run ${shortId(by.run)}, which had been called lost`;
    case "late-proof":
      return `evidence for run ${shortId(by.run)} that came after all`;
    case "drill-over":
      return "the end of the drill";
    case "rule-gone":
      return "a config without the rule that was broken";
    default:
      return unreachable(by);
  }
}
