import { describe, expect, test } from "vitest";
import type { ProofStep } from "../../src/domain/evidence-step.ts";
import type { Outage, Span } from "../../src/domain/facts.ts";
import type { Monitor } from "../../src/domain/monitor.ts";
import { claimed } from "./claimed-step.ts";
import { verdictOf } from "../../src/domain/verdict.ts";
import { fileProbe } from "./file-probe.ts";
import { hour, minute, play, second, watch, type Told } from "./judge-story.ts";
import { at, clock, hear, incidentsOf } from "./judge-words.ts";

const hourly = { cadence: { kind: "cron", pattern: "0 * * * *", timezone: "UTC" } } as const;
const codes = { exitCodes: { ok: [0], warn: [3], skip: [75] } };
const proves = { evidence: [claimed("restored")] };
const fresh: Pick<Monitor, "freshness"> = {
  freshness: {
    probe: fileProbe("/srv/export.csv", { maxAgeMs: 26 * hour }),
    lookEveryMs: 5 * minute,
  },
};

interface Row {
  readonly rule: string;
  readonly monitor?: Partial<Monitor>;
  readonly steps?: readonly ProofStep[];
  readonly heard: readonly string[];
  /** When the monitor became known, if not at midnight. */
  readonly known?: string;
  readonly now: string;
  readonly verdict: string;
  readonly incidents: readonly string[];
  /** What ended each cause, and when. */
  readonly ends?: readonly string[];
  readonly outages?: readonly Outage[];
  readonly pauses?: readonly Span[];
}

const runs: readonly Row[] = [
  {
    rule: "a monitor of which nothing was heard is new",
    heard: [],
    now: "05:00",
    verdict: "new",
    incidents: [],
  },
  {
    rule: "past S it is late",
    monitor: hourly,
    heard: ["00:30 run 1m"],
    now: "01:05",
    verdict: "late",
    incidents: [],
  },
  {
    rule: "at S + grace it is missed",
    monitor: hourly,
    heard: [],
    now: "01:13",
    verdict: "missed",
    incidents: ["missed since 01:12, opened"],
  },
  {
    rule: "a run that ended well is healthy",
    heard: ["01:00 run 5m"],
    now: "02:00",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "a failed run opens an incident that happened when it ended",
    heard: ["01:00 run 5m exit 1"],
    now: "02:00",
    verdict: "failing",
    incidents: ["failing since 01:05, opened"],
  },
  {
    rule: "a killed run is failing",
    heard: ["01:00 run 5m signal SIGKILL"],
    now: "02:00",
    verdict: "failing",
    incidents: ["failing since 01:05, opened"],
  },
  {
    rule: "a timed out run is failing, whatever its code",
    monitor: { exitCodes: { ok: [0, 124], warn: [], skip: [] } },
    heard: ["01:00 run 5m timeout"],
    now: "02:00",
    verdict: "failing",
    incidents: ["failing since 01:05, opened"],
  },
  {
    rule: "a second bad run adds an occurrence, not a second incident",
    heard: ["01:00 run 5m exit 1", "02:00 run 5m exit 2"],
    now: "03:00",
    verdict: "failing",
    incidents: ["failing since 01:05, x2, opened"],
  },
  {
    rule: "a healthy run resolves",
    heard: ["01:00 run 5m exit 1", "02:00 run 5m"],
    now: "03:00",
    verdict: "healthy",
    incidents: ["failing since 01:05, resolved 02:05"],
    ends: ["failing 02:05 run"],
  },
  {
    rule: "failureThreshold: how many in a row before an incident",
    monitor: { failureThreshold: 3 },
    heard: ["01:00 run 1m exit 1", "02:00 run 1m exit 1"],
    now: "02:30",
    verdict: "failing",
    incidents: [],
  },
  {
    rule: "the last one of them is when it happened",
    monitor: { failureThreshold: 3 },
    heard: ["01:00 run 1m exit 1", "02:00 run 1m exit 1", "03:00 run 1m exit 1"],
    now: "03:30",
    verdict: "failing",
    incidents: ["failing since 03:01, opened"],
  },
  {
    rule: "a healthy run between starts the count anew",
    monitor: { failureThreshold: 2 },
    heard: ["01:00 run 1m exit 1", "02:00 run 1m", "03:00 run 1m exit 1"],
    now: "03:30",
    verdict: "failing",
    incidents: [],
  },
  {
    rule: "a code mapped to warn is told in the digest, and no incident",
    monitor: codes,
    heard: ["01:00 run 1m exit 3", "02:00 run 1m exit 3"],
    now: "03:00",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "warnLimit: 3 in a row is an incident",
    monitor: { ...codes, warnLimit: 3 },
    heard: ["01:00 run 1m exit 3", "02:00 run 1m exit 3", "03:00 run 1m exit 3"],
    now: "04:00",
    verdict: "failing",
    incidents: ["warned since 03:01, opened"],
  },
  {
    rule: "a run without warning between starts the count anew",
    monitor: { ...codes, warnLimit: 2 },
    heard: ["01:00 run 1m exit 3", "02:00 run 1m", "03:00 run 1m exit 3"],
    now: "04:00",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "only a run without warning ends it",
    monitor: { ...codes, warnLimit: 2 },
    heard: ["01:00 run 1m exit 3", "02:00 run 1m exit 3", "03:00 run 1m exit 3", "04:00 run 1m"],
    now: "05:00",
    verdict: "healthy",
    incidents: ["warned since 02:01, x2, resolved 04:01"],
  },
  {
    rule: "a warned run ends a failure",
    monitor: codes,
    heard: ["01:00 run 1m exit 1", "02:00 run 1m exit 3"],
    now: "03:00",
    verdict: "healthy",
    incidents: ["failing since 01:01, resolved 02:01"],
  },
  {
    rule: "minDuration: too fast to be true",
    monitor: { minDurationMs: minute },
    heard: ["01:00 run 59s"],
    now: "02:00",
    verdict: "unproven",
    incidents: ["too-fast since 01:00:59, opened"],
  },
  {
    rule: "news of a failure from before the last good run is told as over",
    heard: ["01:00 run 5m exit 1 told 03:00", "02:00 run 5m"],
    now: "04:00",
    verdict: "healthy",
    incidents: ["failing since 01:05, resolved 02:05"],
  },
  {
    rule: "unless it takes several in a row to break the promise",
    monitor: { failureThreshold: 2 },
    heard: ["01:00 run 5m exit 1 told 03:00", "02:00 run 5m"],
    now: "04:00",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "a monitor is never judged by what ended before it was known",
    heard: ["01:00 run 5m exit 1 told 02:30"],
    known: "02:00",
    now: "04:00",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "a signal that could not be heard leaves the monitor unknown",
    monitor: hourly,
    heard: ["01:00 ping"],
    outages: [{ kind: "luota", from: at("01:30"), until: at("02:05") }],
    now: "02:20",
    verdict: "unknown",
    incidents: [],
  },
  {
    rule: "news of a good run from before the last failure heals nothing",
    heard: ["01:00 run 5m told 03:00", "02:00 run 5m exit 1"],
    now: "04:00",
    verdict: "failing",
    incidents: ["failing since 02:05, opened"],
  },
  {
    rule: "a paused monitor is paused, whatever else it is",
    heard: ["01:00 run 5m exit 1"],
    pauses: [{ from: at("02:00"), until: at("04:00") }],
    now: "03:00",
    verdict: "paused",
    incidents: ["failing since 01:05, opened"],
  },
];

const limits: readonly Row[] = [
  {
    rule: "finishWithin: overrunning from the limit on",
    monitor: { finishWithinMs: 20 * minute },
    heard: ["01:00 start"],
    now: "01:30",
    verdict: "overrunning",
    incidents: ["overrunning since 01:20, opened"],
  },
  {
    rule: "it ends with the run",
    monitor: { finishWithinMs: 20 * minute },
    heard: ["01:00 run 50m"],
    now: "02:00",
    verdict: "healthy",
    incidents: ["overrunning since 01:20, resolved 01:50"],
    ends: ["overrunning 01:50 run"],
  },
  {
    rule: "a run that overran and failed is one incident",
    monitor: { finishWithinMs: 20 * minute },
    heard: ["01:00 run 50m exit 1"],
    now: "02:00",
    verdict: "failing",
    incidents: ["overrunning+failing since 01:20, x2, opened"],
  },
  {
    rule: "with two over the limit it ends with the last",
    monitor: { finishWithinMs: 20 * minute },
    heard: ["01:00 run 50m", "01:10 run 50m"],
    now: "02:30",
    verdict: "healthy",
    incidents: ["overrunning since 01:20, x2, resolved 02:00"],
  },
  {
    rule: "a start that is heard twice is one run",
    monitor: { finishWithinMs: 20 * minute },
    heard: ["01:00 start", "01:00 start"],
    now: "01:30",
    verdict: "overrunning",
    incidents: ["overrunning since 01:20, opened"],
  },
  {
    rule: "an end that could not be heard is not called overrunning",
    monitor: { finishWithinMs: 20 * minute },
    heard: ["01:00 called"],
    outages: [{ kind: "luota", from: at("01:05"), until: at("01:06") }],
    now: "01:30",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "where nobody was deaf it is",
    monitor: { finishWithinMs: 20 * minute },
    heard: ["01:00 called"],
    outages: [{ kind: "luota", from: at("00:50"), until: at("00:59") }],
    now: "01:30",
    verdict: "overrunning",
    incidents: ["overrunning since 01:20, opened"],
  },
  {
    rule: "a limit that passes within a pause counts from the pause's end",
    monitor: { finishWithinMs: 20 * minute },
    heard: ["01:00 start"],
    pauses: [{ from: at("01:10"), until: at("01:40") }],
    now: "02:00",
    verdict: "overrunning",
    incidents: ["overrunning since 01:40, opened"],
  },
  {
    rule: "lost: its recorder died",
    heard: ["01:00 lost 10m"],
    now: "02:00",
    verdict: "lost",
    incidents: ["lost since 01:10, opened"],
  },
  {
    rule: "a true ending that turns up later supersedes it",
    heard: ["01:00 lost 10m", "01:00 run 5m told 02:00"],
    now: "03:00",
    verdict: "healthy",
    incidents: ["lost since 01:10, resolved 01:10"],
    ends: ["lost 01:10 true-ending"],
  },
  {
    rule: "a true ending that is bad makes it failing",
    heard: ["01:00 lost 10m", "01:00 run 5m exit 1 told 02:00"],
    now: "03:00",
    verdict: "failing",
    incidents: ["lost+failing since 01:10, x2, opened"],
  },
];

const proofs: readonly Row[] = [
  {
    rule: "exit 0 while required evidence is missing is unproven",
    monitor: proves,
    heard: ["01:00 run 5m"],
    now: "02:00",
    verdict: "unproven",
    incidents: ["unproven since 01:05, opened"],
  },
  {
    rule: "evidence within the run proves it",
    monitor: proves,
    heard: ["01:00 run 5m", "01:04 proof of 01:00"],
    now: "02:00",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "evidence heard before the run's start proves it too",
    monitor: proves,
    heard: ["01:00 run 5m told 02:00", "01:04 proof of 01:00"],
    now: "02:01",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "a proving run meets its slot, and waits for its evidence",
    monitor: { ...proves, ...hourly },
    steps: [
      { name: "restored", withinMs: 30 * minute, source: "claimed", by: "job", patient: true },
    ],
    heard: ["01:00 run 5m"],
    now: "01:35",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "only a proven one resolves",
    monitor: proves,
    steps: [
      { name: "restored", withinMs: 30 * minute, source: "claimed", by: "job", patient: true },
    ],
    heard: ["01:00 run 5m exit 1", "02:00 run 5m", "02:15 proof of 02:00"],
    now: "03:00",
    verdict: "healthy",
    incidents: ["failing since 01:05, resolved 02:15"],
  },
  {
    rule: "when the time for it has passed the run is unproven",
    monitor: proves,
    steps: [
      { name: "restored", withinMs: 30 * minute, source: "claimed", by: "job", patient: true },
    ],
    heard: ["01:00 run 5m"],
    now: "01:36",
    verdict: "unproven",
    incidents: ["unproven since 01:35, opened"],
  },
  {
    rule: "refuted evidence is not waited for",
    monitor: proves,
    steps: [
      { name: "restored", withinMs: 30 * minute, source: "claimed", by: "job", patient: true },
    ],
    heard: ["01:00 run 5m", "01:15 refuted of 01:00"],
    now: "01:20",
    verdict: "unproven",
    incidents: ["unproven since 01:15, opened"],
  },
  {
    rule: "evidence that arrives after all heals",
    monitor: proves,
    heard: ["01:00 run 5m", "01:30 proof of 01:00"],
    now: "02:00",
    verdict: "healthy",
    incidents: ["unproven since 01:05, resolved 01:30"],
    ends: ["unproven 01:30 late-proof"],
  },
  {
    rule: "a failed run owes no evidence",
    monitor: proves,
    heard: ["01:00 run 5m exit 1"],
    now: "02:00",
    verdict: "failing",
    incidents: ["failing since 01:05, opened"],
  },
];

const readings: readonly Row[] = [
  {
    rule: "a reading that is other than asked is stale, since it went so",
    monitor: fresh,
    heard: ["01:00 good", "03:00 bad of 02:30"],
    now: "03:01",
    verdict: "stale",
    incidents: ["stale since 02:30, opened"],
  },
  {
    rule: "but not since before it was seen good",
    monitor: fresh,
    heard: ["01:00 good", "03:00 bad of 00:30"],
    now: "03:01",
    verdict: "stale",
    incidents: ["stale since 01:00, opened"],
  },
  {
    rule: "the same staleness seen again is no second break; a good reading ends it",
    monitor: fresh,
    heard: ["03:00 bad", "03:05 bad", "03:10 good"],
    now: "03:11",
    verdict: "healthy",
    incidents: ["stale since 03:00, resolved 03:10"],
    ends: ["stale 03:10 reading"],
  },
  {
    rule: "news of an earlier reading changes nothing",
    monitor: fresh,
    heard: ["03:10 good", "03:05 bad told 03:12"],
    now: "03:13",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "a probe that itself failed is unknown",
    monitor: fresh,
    heard: ["03:00 good", "03:05 dark"],
    now: "03:06",
    verdict: "unknown",
    incidents: [],
  },
  {
    rule: "and after a time an incident of its own",
    monitor: fresh,
    heard: ["03:00 good", "03:05 dark", "03:10 dark", "03:15 dark", "03:20 dark"],
    now: "03:21",
    verdict: "unknown",
    incidents: ["unreadable since 03:20, opened"],
  },
  {
    rule: "which ends with a reading, and resolves with a good one",
    monitor: fresh,
    heard: ["03:05 dark", "03:25 bad", "03:30 good"],
    now: "03:31",
    verdict: "healthy",
    incidents: ["unreadable+stale since 03:20, x2, resolved 03:30"],
  },
  {
    rule: "readings that stopped coming are unknown",
    monitor: fresh,
    heard: ["03:00 good"],
    now: "03:16",
    verdict: "unknown",
    incidents: [],
  },
];

describe.each([
  ["runs", runs],
  ["limits and lost runs", limits],
  ["evidence", proofs],
  ["readings", readings],
])("%s", (_name, rows) => {
  test.each(rows)("$rule", (row) => {
    const known = at(row.known ?? "00:00");
    const since = { knownSince: known, cadenceSince: known };
    const watched = watch(row.monitor ?? {}, { ...since, ...(row.steps && { steps: row.steps }) });
    const pauses = row.pauses ?? [];
    const history = { watched, news: hear(row.heard), outages: row.outages ?? [], pauses };
    const looks = Array.from({ length: 500 }, (_, index) => known + index * minute + second);
    const told = play(history, [
      ...looks.filter((now) => now < at(row.now) && !isDeaf(now, row)),
      at(row.now),
    ]);
    expect(incidentsOf(told)).toEqual(row.incidents);
    expect(verdictAt(told, row)).toBe(row.verdict);
    if (row.ends !== undefined) expect(endsOf(told)).toEqual(row.ends);
  });
});

function isDeaf(now: number, row: Row): boolean {
  return (row.outages ?? []).some((each) => each.from <= now && now < each.until);
}

function verdictAt(told: Told, row: Row): string {
  const watched = watch(row.monitor ?? {});
  if (told.state === null) throw new Error("never judged");
  return verdictOf(watched, told.state, row.pauses ?? [], at(row.now)).verdict;
}

function endsOf(told: Told): string[] {
  return told.turns.flatMap((turn) =>
    turn.kind === "ended" ? [`${turn.cause} ${clock(turn.at)} ${turn.by.kind}`] : [],
  );
}
