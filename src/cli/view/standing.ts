import { formatDuration } from "../../base/duration.ts";
import type { Json } from "../../base/json.ts";
import { toIsoOrNull, type EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { ReadingsTold } from "../../domain/reading.ts";
import { probeSubject } from "../../domain/words/probe.ts";
import { goodReadingWords, readingWords, stateWord } from "../../domain/words/reading.ts";
import type { Monitor } from "../../domain/monitor.ts";
import type { Reason, Verdict } from "../../domain/verdict.ts";
import type { Field } from "./fields.ts";
import { causeWords, incidentName } from "../../domain/words/incident.ts";
import type { Palette } from "./palette.ts";
import { plainJson } from "./plain-json.ts";
import { readingsToJson } from "./reading-json.ts";
import { cadenceWords } from "../../domain/words/cadence.ts";
import { ageOf, momentOf, utcSeconds } from "../../domain/words/when.ts";

/** How a monitor stands by its promise. */
export interface Standing {
  /** Null: nobody judges it, and the config does not name it. */
  readonly verdict: Verdict | null;
  readonly reasons: readonly Reason[];
  /** The config in force names it. */
  readonly configured: boolean;
  readonly rules: Monitor;
  readonly owner: string | null;
  /** The slot that waits for a run; null for none. */
  readonly nextDue: EpochMilliseconds | null;
  readonly pausedUntil: EpochMilliseconds | null;
  /** The number of its open incident. */
  readonly incident: number | null;
  readonly lastDrillAt: EpochMilliseconds | null;
  readonly drillOverdue: boolean;
  /** Of what must be fresh; only where one monitor is asked for. */
  readonly readings?: ReadingsTold | null;
}

/** The colour of a verdict; the word says the same. */
export function verdictColour(verdict: Verdict): keyof Palette {
  switch (verdict) {
    case "healthy":
      return "good";
    case "late":
    case "unknown":
    case "overrunning":
      return "warn";
    case "missed":
    case "failing":
    case "unproven":
    case "stale":
    case "lost":
      return "bad";
    case "paused":
    case "new":
      return "quiet";
    default:
      return unreachable(verdict);
  }
}

/** When it was drilled last: `12d ago`, `never`, with a word where that is too long. */
export function drillWords(standing: Standing, now: EpochMilliseconds): string {
  const { lastDrillAt, drillOverdue } = standing;
  const last = lastDrillAt === null ? "never" : ageOf(lastDrillAt, now);
  return drillOverdue ? `${last}, overdue` : last;
}

/** What `luota show NAME` says of the promise, before the runs. */
export function standingFields(standing: Standing, now: EpochMilliseconds): readonly Field[] {
  const { verdict, reasons, rules, nextDue, incident, configured } = standing;
  if (verdict === null) return [];
  const { latest = null, lastGood = null } = standing.readings ?? {};
  const due = nextDue === null ? null : `${utcSeconds(nextDue)} UTC (${ageOf(nextDue, now)})`;
  return [
    ["verdict", [verdict, ...reasons.map((reason) => reasonWords(reason, now))].join("; ")],
    ["incident", incident === null ? null : `${incidentName(incident)} is open`],
    ["promise", rules.promise],
    ["owner", standing.owner],
    ["runbook", rules.runbook],
    ["cadence", configured ? cadenceWords(rules.cadence) : null],
    ["looks at", looksAt(rules)],
    [
      "last look",
      latest === null ? null : `${stateWord(latest.weighed.state)}: ${readingWords(latest, now)}`,
    ],
    [
      "last good",
      lastGood === null || latest?.weighed.state === "good"
        ? null
        : goodReadingWords(lastGood, now),
    ],
    ["next due", due],
    ["drilled", configured ? drillWords(standing, now) : null],
  ];
}

function looksAt({ freshness }: Monitor): string | null {
  if (freshness === null) return null;
  return `${probeSubject(freshness.probe)}, every ${formatDuration(freshness.lookEveryMs)}`;
}

function reasonWords(reason: Reason, now: EpochMilliseconds): string {
  switch (reason.kind) {
    case "paused":
      return `until ${momentOf(reason.until, now)}`;
    case "cause": {
      const { kind, count, since } = reason.cause;
      return `${causeWords(kind, count)} since ${momentOf(since, now)}`;
    }
    case "bad-runs":
      return `${reason.inRow} of ${reason.threshold} bad runs in a row that make an incident`;
    case "retrying":
      return `${reason.tries === 1 ? "its run" : `${reason.tries} tries`} failed, and it is tried again`;
    case "slots-unheard":
      return `${reason.inRow} slots in which nobody could have heard it`;
    case "no-reading":
      return `no reading since ${momentOf(reason.since, now)}`;
    case "slot-due":
      return `due since ${momentOf(reason.slot, now)}, missed in ${formatDuration(Math.max(0, reason.missedAt - now))}`;
    case "nothing-heard":
      return "nothing was heard of it yet";
    case "all-well":
      return reason.since === null ? "all is well" : `last good ${ageOf(reason.since, now)}`;
    default:
      return unreachable(reason);
  }
}

export function standingToJson(standing: Standing): Json {
  const { incident, rules, verdict, reasons } = standing;
  return {
    verdict,
    reasons: reasons.map((reason) => plainJson(reason)),
    configured: standing.configured,
    promise: rules.promise,
    owner: standing.owner,
    runbook: rules.runbook,
    severity: rules.severity,
    nextDue: toIsoOrNull(standing.nextDue),
    pausedUntil: toIsoOrNull(standing.pausedUntil),
    incident: incident === null ? null : incidentName(incident),
    lastDrillAt: toIsoOrNull(standing.lastDrillAt),
    drillOverdue: standing.drillOverdue,
    ...(standing.readings === undefined ? {} : { readings: readingsToJson(standing.readings) }),
  };
}
