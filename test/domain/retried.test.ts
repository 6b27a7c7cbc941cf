import { expect, test } from "vitest";
import type { Span } from "../../src/domain/facts.ts";
import type { Monitor } from "../../src/domain/monitor.ts";
import { verdictOf } from "../../src/domain/verdict.ts";
import { minute, play, second, watch } from "./judge-story.ts";
import { at, hear, incidentsOf, slotsOf } from "./judge-words.ts";
import { plainJob } from "./plain-job.ts";

const job = { ...plainJob, retry: { attempts: 2, backoffMs: 5 * minute } };
const hourly = { cadence: { kind: "cron", pattern: "0 * * * *", timezone: "UTC" }, job } as const;
const allowed = { ...hourly, job: { ...job, overlap: "allow" } } as const;
const codes = { exitCodes: { ok: [0], warn: [], skip: [75] } };

interface Row {
  readonly rule: string;
  readonly monitor?: Partial<Monitor>;
  readonly heard: readonly string[];
  readonly now: string;
  readonly verdict: string;
  readonly incidents: readonly string[];
  readonly slots?: readonly string[];
  readonly pauses?: readonly Span[];
}

const first = "01:00 for 01:00 run 1m exit 1";
const again = "01:06 for 01:00 run 1m exit 1";
const last = "01:12 for 01:00 run 1m exit 1";

const rows: readonly Row[] = [
  {
    rule: "a failed try opens nothing while the next one waits",
    heard: [first],
    now: "01:05",
    verdict: "failing",
    incidents: [],
  },
  {
    rule: "nor while it goes on",
    heard: [first, "01:06 for 01:00 start"],
    now: "01:50",
    verdict: "failing",
    incidents: [],
  },
  {
    rule: "a try that succeeds leaves nothing to tell",
    heard: [first, "01:06 for 01:00 run 1m"],
    now: "01:50",
    verdict: "healthy",
    incidents: [],
    slots: ["01:00 met by 01:00"],
  },
  {
    rule: "when the last try failed the promise is broken, once",
    heard: [first, again, last],
    now: "01:50",
    verdict: "failing",
    incidents: ["failing since 01:13, opened"],
  },
  {
    rule: "without retry the first one breaks it",
    monitor: { job: plainJob },
    heard: [first],
    now: "01:05",
    verdict: "failing",
    incidents: ["failing since 01:01, opened"],
  },
  {
    rule: "and so does a run that nobody started for a slot",
    heard: ["01:00 run 1m exit 1"],
    now: "01:05",
    verdict: "failing",
    incidents: ["failing since 01:01, opened"],
  },
  {
    rule: "what could not start is not tried again, so it is told at once",
    heard: ["01:00 for 01:00 lost 1m"],
    now: "01:05",
    verdict: "lost",
    incidents: ["lost since 01:01, opened"],
  },
  {
    rule: "failureThreshold counts slots, not tries",
    monitor: { failureThreshold: 2 },
    heard: [first, again, last, "02:00 for 02:00 run 1m exit 1"],
    now: "02:05",
    verdict: "failing",
    incidents: [],
  },
  {
    rule: "a try that does not come within the grace does not keep the failure quiet",
    heard: [first],
    now: "01:19",
    verdict: "failing",
    incidents: ["failing since 01:18, opened"],
  },
  {
    rule: "one that comes after all heals it",
    heard: [first, "01:30 for 01:00 run 1m"],
    now: "01:40",
    verdict: "healthy",
    incidents: ["failing since 01:18, resolved 01:31"],
  },
  {
    rule: "or fails too, which is no second failure",
    heard: [first, "01:30 for 01:00 run 1m exit 1", "01:36 for 01:00 run 1m exit 1"],
    now: "01:59",
    verdict: "failing",
    incidents: ["failing since 01:18, opened"],
  },
  {
    rule: "when a later slot begins no retry comes any more",
    monitor: { job: { ...job, retry: { attempts: 1, backoffMs: 2 * 60 * minute } } },
    heard: [first, "02:00 for 02:00 run 1m"],
    now: "02:30",
    verdict: "healthy",
    incidents: ["failing since 02:00, resolved 02:01"],
  },
  {
    rule: "but where runs may overlap it does",
    monitor: {
      ...allowed,
      job: { ...allowed.job, retry: { attempts: 1, backoffMs: 58 * minute } },
    },
    heard: [first, "01:59 for 01:00 start", "02:00 for 02:00 start"],
    now: "02:30",
    verdict: "failing",
    incidents: [],
  },
  {
    rule: "what healed meanwhile is not told of a try that never came",
    heard: [first, "01:03 run 1m"],
    now: "01:50",
    verdict: "healthy",
    incidents: [],
  },
  {
    rule: "a try that finds nothing to do heals nothing",
    monitor: codes,
    heard: [first, "01:06 for 01:00 run 1m exit 75"],
    now: "01:50",
    verdict: "failing",
    incidents: ["failing since 01:07, opened"],
  },
  {
    rule: "all tries together are to finish within finishWithin",
    monitor: { finishWithinMs: 10 * minute },
    heard: [first, again],
    now: "01:11",
    verdict: "failing",
    incidents: ["failing since 01:10, opened"],
  },
  {
    rule: "a pause takes the retry away, and what failed before it is told",
    heard: [first],
    pauses: [{ from: at("01:03"), until: at("01:40") }],
    now: "01:50",
    verdict: "failing",
    incidents: ["failing since 01:18, opened"],
  },
  {
    rule: "whoever runs a slot again by hand after its tries is not waited for",
    heard: [first, again, last, "01:30 for 01:00 run 1m exit 1"],
    now: "01:35",
    verdict: "failing",
    incidents: ["failing since 01:13, x2, opened"],
  },
  {
    rule: "a retry beyond the next slot's opening meets no other slot",
    monitor: { job: { ...job, retry: { attempts: 1, backoffMs: 58 * minute } } },
    heard: [first, "01:59:10 for 01:00 run 10s"],
    now: "02:13",
    verdict: "missed",
    incidents: ["missed since 02:12, opened"],
    slots: ["01:00 met by 01:00", "02:00 missed"],
  },
];

test.each(rows)("$rule", (row) => {
  const known = at("00:30");
  const watched = watch({ ...hourly, ...row.monitor }, { knownSince: known, cadenceSince: known });
  const pauses = row.pauses ?? [];
  const story = { watched, news: hear(row.heard), outages: [], pauses };
  const looks = Array.from({ length: 200 }, (_, index) => known + index * minute + second);
  const told = play(story, [...looks.filter((now) => now < at(row.now)), at(row.now)]);
  expect(incidentsOf(told)).toEqual(row.incidents);
  if (told.state === null) throw new Error("never judged");
  expect(verdictOf(watched, told.state, pauses, at(row.now)).verdict).toBe(row.verdict);
  if (row.slots !== undefined) expect(slotsOf(told)).toEqual(row.slots);
  expect(incidentsOf(play(story, [at(row.now)]))).toEqual(row.incidents);
});
