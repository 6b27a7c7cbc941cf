import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import { endOfCause, type CauseKind, type EndedBy, type EndOfCause } from "../../domain/cause.ts";
import { isOpen } from "../../domain/incident-change.ts";
import type { Incident, Resolution } from "../../domain/incident.ts";
import { outcomeWord } from "./outcome-words.ts";
import { shortId } from "./runs.ts";

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

export function resolutionWords(resolution: Resolution): string {
  switch (resolution.kind) {
    case "healed":
      return resolution.run === null ? "healed" : `healed by run ${shortId(resolution.run)}`;
    case "by-person":
      return `resolved by ${resolution.by}${noteWords(resolution.note)}`;
    case "withdrawn":
      return "withdrawn: what was broken is no longer in the config";
    default:
      return unreachable(resolution);
  }
}

export function noteWords(note: string | null): string {
  return note === null ? "" : `: ${note}`;
}

/** How it stands, in a few words: `sev 2 · open 14m`. */
export function standingWords(incident: Incident, now: EpochMilliseconds): string {
  const severity = `sev ${incident.severity}`;
  const drill = incident.drill === null ? [] : ["drill"];
  const flapping = incident.flapping ? ["flapping"] : [];
  return [severity, stateWords(incident, now), ...flapping, ...drill].join(" · ");
}

export function stateWords(incident: Incident, now: EpochMilliseconds): string {
  const until = incident.resolvedAt ?? now;
  const lasted = formatDuration(Math.max(0, until - incident.noticedAt));
  return isOpen(incident) ? `open ${lasted}` : `resolved after ${lasted}`;
}
