import { describe, expect, test } from "vitest";
import type { Outage, Span } from "../../src/domain/facts.ts";
import type { Monitor } from "../../src/domain/monitor.ts";
import { hour, minute, play, watch } from "./judge-story.ts";
import { at, hear, incidentsOf, slotsOf } from "./judge-words.ts";

const hourly = { cadence: { kind: "cron", pattern: "0 * * * *", timezone: "UTC" } } as const;
const floating = { cadence: { kind: "every", everyMs: hour } } as const;
const codes = { exitCodes: { ok: [0], warn: [3], skip: [75] } };

interface Row {
  /** The sentence of the rules that the row tries. */
  readonly rule: string;
  readonly monitor: Partial<Monitor>;
  readonly heard: readonly string[];
  readonly now: string;
  readonly slots: readonly string[];
  readonly incidents?: readonly string[];
  readonly outages?: readonly Outage[];
  readonly pauses?: readonly Span[];
}

const off = (kind: Outage["kind"], from: string, until: string): Outage => ({
  kind,
  from: at(from),
  until: at(until),
});

const fixed: readonly Row[] = [
  {
    rule: "a fixed slot is met by the first run that starts in [S - early, S + grace]",
    monitor: hourly,
    heard: ["00:59 run 1m", "02:12 run 1m"],
    now: "02:30",
    slots: ["01:00 met by 00:59", "02:00 met by 02:12"],
    incidents: [],
  },
  {
    rule: "a run that starts sooner than early is nobody's run",
    monitor: hourly,
    heard: ["00:58:59 run 1s"],
    now: "01:13",
    slots: ["01:00 missed"],
    incidents: ["missed since 01:12, opened"],
  },
  {
    rule: "early defaults to the smaller of 60 s and a tenth of the gap",
    monitor: { cadence: { kind: "cron", pattern: "*/5 * * * *", timezone: "UTC" } },
    heard: ["00:04:30 run 1s", "00:09:29 run 1s"],
    now: "00:11:01",
    slots: ["00:05 met by 00:04:30", "00:10 missed"],
  },
  {
    rule: "at S + grace it is missed, and the incident happened then",
    monitor: { ...hourly, graceMs: 3 * minute },
    heard: ["01:03:01 start"],
    now: "01:03:02",
    slots: ["01:00 late by 01:03:01"],
    incidents: ["missed since 01:03, opened"],
  },
  {
    rule: "a start at the very end of the grace is in time",
    monitor: { ...hourly, graceMs: 3 * minute },
    heard: ["01:03 start"],
    now: "01:10",
    slots: ["01:00 met by 01:03"],
    incidents: [],
  },
  {
    rule: "before the end of the grace it is late, and nothing is decided",
    monitor: hourly,
    heard: [],
    now: "01:12",
    slots: [],
    incidents: [],
  },
  {
    rule: "a run meets at most one slot, the earliest unmet one",
    monitor: { ...hourly, graceMs: 2 * hour },
    heard: ["02:30 run 1m", "02:40 run 1m"],
    now: "02:50",
    slots: ["01:00 met by 02:30", "02:00 met by 02:40"],
  },
  {
    rule: "a late start still counts as the slot's run and resolves the miss",
    monitor: hourly,
    heard: ["01:30 run 5m"],
    now: "01:40",
    slots: ["01:00 late by 01:30"],
    incidents: ["missed since 01:12, resolved 01:35"],
  },
  {
    rule: "the late start ends the miss, but only a run that ends well resolves it",
    monitor: hourly,
    heard: ["01:30 run 5m exit 1"],
    now: "01:40",
    slots: ["01:00 late by 01:30"],
    incidents: ["missed+failing since 01:12, x2, opened"],
  },
  {
    rule: "several missed slots in one gap are one incident with a count",
    monitor: hourly,
    heard: ["00:59 run 1m", "04:30 run 1m"],
    now: "04:40",
    slots: ["01:00 met by 00:59", "02:00 missed", "03:00 missed", "04:00 late by 04:30"],
    incidents: ["missed since 02:12, x3, resolved 04:31"],
  },
  {
    rule: "a run in time for the next slot leaves the missed one missed",
    monitor: hourly,
    heard: ["02:00 run 1m"],
    now: "02:05",
    slots: ["01:00 missed", "02:00 met by 02:00"],
    incidents: ["missed since 01:12, resolved 02:01"],
  },
  {
    rule: "a run that began before the miss is no answer to it",
    monitor: hourly,
    heard: ["00:30 run 50m"],
    now: "01:21",
    slots: ["01:00 missed"],
    incidents: ["missed since 01:12, opened"],
  },
  {
    rule: "a beat meets a slot as a run does",
    monitor: hourly,
    heard: ["01:05 beat", "02:20 beat"],
    now: "02:21",
    slots: ["01:00 met", "02:00 late"],
    incidents: ["missed since 02:12, resolved 02:20"],
  },
  {
    rule: "a run that luota started for a slot meets that one",
    monitor: hourly,
    heard: ["04:20 for 01:00 run 1m", "04:22 for 03:00 run 1m"],
    now: "04:30",
    slots: ["01:00 late by 04:20", "02:00 missed", "03:00 late by 04:22", "04:00 missed"],
    incidents: ["missed since 01:12, x4, resolved 04:21"],
  },
  {
    rule: "a run for a slot that comes later meets it in advance",
    monitor: hourly,
    heard: ["00:10 for 02:00 run 1m", "01:00 run 1m"],
    now: "03:05",
    slots: ["01:00 met by 01:00", "02:00 met by 00:10"],
    incidents: [],
  },
  {
    rule: "a run that turns up after its slot was called missed meets it and ends the cause",
    monitor: hourly,
    heard: ["01:00 run 2m told 01:30"],
    now: "01:40",
    slots: ["01:00 met by 01:00"],
    incidents: ["missed since 01:12, resolved 01:12"],
  },
  {
    rule: "news of a run from before the window is no news of the slot",
    monitor: hourly,
    heard: ["01:00 run 1m", "01:40 run 1m told 02:30"],
    now: "02:40",
    slots: ["01:00 met by 01:00", "02:00 missed"],
    incidents: ["missed since 02:12, opened"],
  },
  {
    rule: "a run for a slot that is none meets none by that name",
    monitor: hourly,
    heard: ["00:10 for 02:05 run 1m"],
    now: "01:05",
    slots: [],
    incidents: [],
  },
  {
    rule: "old news of one slot does not excuse a newer miss",
    monitor: hourly,
    heard: ["01:00 run 2m told 02:30"],
    now: "02:40",
    slots: ["01:00 met by 01:00", "02:00 missed"],
    incidents: ["missed since 01:12, x2, opened"],
  },
  {
    rule: "a cron job in a zone is due once in the gap of spring and once in autumn",
    monitor: { cadence: { kind: "cron", pattern: "30 2 * * *", timezone: "Europe/Berlin" } },
    heard: ["+26 01:30 beat", "+27 01:00 beat", "+28 00:30 beat"],
    now: "+28 00:31",
    slots: [
      ...Array.from({ length: 26 }, (_, days) =>
        days === 0 ? "01:30 missed" : `+${days} 01:30 missed`,
      ),
      "+26 01:30 met",
      "+27 01:00 met",
      "+28 00:30 met",
    ],
  },
];

const skipping: readonly Row[] = [
  {
    rule: "a slot at which the last run still went is skipped, not missed",
    monitor: hourly,
    heard: ["01:00 start", "02:00 overlap"],
    now: "02:30",
    slots: ["01:00 met by 01:00", "02:00 skipped overlap by 02:00"],
    incidents: [],
  },
  {
    rule: "an exit code mapped to skip leaves the slot skipped",
    monitor: { ...hourly, ...codes },
    heard: ["01:00 run 1m exit 75"],
    now: "01:30",
    slots: ["01:00 skipped skip-code by 01:00"],
    incidents: [],
  },
  {
    rule: "within the grace another run may still meet it",
    monitor: { ...hourly, ...codes },
    heard: ["01:00 run 1m exit 75", "01:06 run 1m"],
    now: "01:30",
    slots: ["01:00 met by 01:06"],
    incidents: [],
  },
  {
    rule: "skipped is never proof: it resolves nothing",
    monitor: { ...hourly, ...codes },
    heard: ["01:00 run 1m exit 1", "01:30 run 1m exit 75", "02:00 overlap"],
    now: "02:30",
    slots: ["01:00 met by 01:00", "02:00 skipped overlap by 02:00"],
    incidents: ["failing since 01:01, opened"],
  },
  {
    rule: "a skip settles the slot that it names, also while an earlier one waits",
    monitor: { ...hourly, graceMs: 2 * hour },
    heard: ["02:00 for 02:00 overlap", "02:30 run 1m", "03:00 run 1m"],
    now: "05:00",
    slots: ["01:00 met by 02:30", "02:00 skipped overlap by 02:00", "03:00 met by 03:00"],
    incidents: [],
  },
  {
    rule: "skips without a slot settle one after the other, as starts do",
    monitor: { ...hourly, graceMs: 2 * hour },
    heard: ["01:00 overlap", "02:00 overlap", "03:00 run 1m", "04:00 run 1m"],
    now: "05:00",
    slots: [
      "01:00 skipped overlap by 01:00",
      "02:00 skipped overlap by 02:00",
      "03:00 met by 03:00",
      "04:00 met by 04:00",
    ],
    incidents: [],
  },
  {
    rule: "a start meets what waits for one before what was skipped",
    monitor: { ...hourly, ...codes, graceMs: 2 * hour },
    heard: ["01:00 run 1m exit 75", "02:00 run 1m", "02:10 run 1m"],
    now: "04:01",
    slots: ["01:00 met by 02:10", "02:00 met by 02:00"],
    incidents: [],
  },
  {
    rule: "news of a skip ends the miss of its slot, and is no proof",
    monitor: hourly,
    heard: ["01:00 for 01:00 overlap told 01:30", "02:00 run 1m exit 1"],
    now: "02:30",
    slots: ["01:00 skipped overlap by 01:00", "02:00 met by 02:00"],
    incidents: ["missed+failing since 01:12, x2, opened"],
  },
  {
    rule: "of a slot that no run named it tells too",
    monitor: hourly,
    heard: ["01:00 overlap told 01:30", "02:00 run 1m"],
    now: "02:30",
    slots: ["01:00 skipped overlap by 01:00", "02:00 met by 02:00"],
    incidents: ["missed since 01:12, resolved 02:01"],
  },
  {
    rule: "of several misses it ends none",
    monitor: hourly,
    heard: ["02:00 for 02:00 overlap told 02:30"],
    now: "02:40",
    slots: ["01:00 missed", "02:00 skipped overlap by 02:00"],
    incidents: ["missed since 01:12, x2, opened"],
  },
  {
    rule: "a run for a slot that has had its run meets no other",
    monitor: hourly,
    heard: ["01:00 for 01:00 run 1m", "01:59:30 for 01:00 run 1m"],
    now: "02:13",
    slots: ["01:00 met by 01:00", "02:00 missed"],
    incidents: ["missed since 02:12, opened"],
  },
  {
    rule: "nor does it answer a later miss",
    monitor: hourly,
    heard: ["01:00 for 01:00 run 1m", "02:20 for 01:00 run 1m"],
    now: "02:30",
    slots: ["01:00 met by 01:00", "02:00 missed"],
    incidents: ["missed since 02:12, opened"],
  },
  {
    rule: "a floating slot is not put off by runs that did nothing",
    monitor: { ...floating, ...codes },
    heard: ["00:10 run 1s", "00:40 run 1s exit 75", "01:00 run 1s exit 75"],
    now: "01:30",
    slots: ["01:00 met by 00:10", "01:10 skipped skip-code by 01:00"],
    incidents: [],
  },
];

const floats: readonly Row[] = [
  {
    rule: "the first is when the monitor became known plus every",
    monitor: floating,
    heard: [],
    now: "01:13",
    slots: ["01:00 missed"],
    incidents: ["missed since 01:12, opened"],
  },
  {
    rule: "the next slot is the latest start plus every, whether or not that start was due",
    monitor: floating,
    heard: ["00:20 run 1m", "00:50 run 1m"],
    now: "02:03",
    slots: ["01:00 met by 00:20", "01:20 met by 00:50", "01:50 missed"],
    incidents: ["missed since 02:02, opened"],
  },
  {
    rule: "after a miss, the missed slot plus every",
    monitor: floating,
    heard: [],
    now: "03:13",
    slots: ["01:00 missed", "02:00 missed", "03:00 missed"],
    incidents: ["missed since 01:12, x3, opened"],
  },
  {
    rule: "a late start is the missed slot's run, and the next is counted from it",
    monitor: floating,
    heard: ["01:30 run 1m"],
    now: "02:43",
    slots: ["01:00 late by 01:30", "02:30 missed"],
    incidents: ["missed since 01:12, resolved 01:31", "missed since 02:42, opened"],
  },
  {
    rule: "a floating slot is met by any start up to S + grace",
    monitor: floating,
    heard: ["00:01 run 1m", "01:13 run 1m"],
    now: "01:20",
    slots: ["01:00 met by 00:01", "01:01 met by 01:13"],
    incidents: [],
  },
  {
    rule: "news of a start from before a miss moves nothing back",
    monitor: floating,
    heard: ["00:10 run 1m told 02:30"],
    now: "02:40",
    slots: ["01:00 met by 00:10", "02:00 missed"],
    incidents: ["missed since 01:12, x2, opened"],
  },
  {
    rule: "every for a job that luota runs is a grid from the epoch",
    monitor: { ...floating, job: { jitterMs: 0 } as unknown as NonNullable<Monitor["job"]> },
    heard: ["00:20 run 1m", "01:01 run 1m"],
    now: "02:13",
    slots: ["01:00 met by 01:01", "02:00 missed"],
  },
];

const downtime: readonly Row[] = [
  {
    rule: "a slot without a run is missed, with cause host down where that was so",
    monitor: hourly,
    heard: ["01:00 run 1m", "05:00 run 1m"],
    outages: [off("host", "01:30", "03:30")],
    now: "05:10",
    slots: [
      "01:00 met by 01:00",
      "02:00 missed host-down",
      "03:00 missed host-down",
      "04:00 missed",
      "05:00 met by 05:00",
    ],
    incidents: ["missed since 02:12, x3, resolved 05:01"],
  },
  {
    rule: "with cause luota down where the host was up",
    monitor: hourly,
    heard: ["01:00 run 1m"],
    outages: [off("host", "01:30", "01:50"), off("luota", "01:50", "03:00")],
    now: "03:01",
    slots: ["01:00 met by 01:00", "02:00 missed luota-down"],
  },
  {
    rule: "a run recorded on this host needs no watcher",
    monitor: hourly,
    heard: ["01:00 run 1m", "02:00 run 1m told 03:00"],
    outages: [off("luota", "01:30", "03:00")],
    now: "03:01",
    slots: ["01:00 met by 01:00", "02:00 met by 02:00"],
    incidents: [],
  },
  {
    rule: "laptops say whenOff: excuse",
    monitor: { ...hourly, whenOff: "excuse" },
    heard: ["01:00 run 1m"],
    outages: [off("host", "01:30", "03:30")],
    now: "04:13",
    slots: [
      "01:00 met by 01:00",
      "02:00 excused host-down",
      "03:00 excused host-down",
      "04:00 missed",
    ],
    incidents: ["missed since 04:12, opened"],
  },
  {
    rule: "signals that needed our ears become unknown while we were deaf",
    monitor: hourly,
    heard: ["01:00 ping"],
    outages: [off("luota", "01:30", "02:05")],
    now: "03:13",
    slots: ["01:00 met", "02:00 unknown deaf", "03:00 missed"],
    incidents: ["missed since 03:12, opened"],
  },
  {
    rule: "a restart starves no miss: after three in a row that are deaf in part, one counts",
    monitor: hourly,
    heard: ["01:00 ping"],
    outages: [2, 3, 4, 5].map((hours) => off("luota", `0${hours}:01`, `0${hours}:02`)),
    now: "05:13",
    slots: [
      "01:00 met",
      "02:00 unknown deaf",
      "03:00 unknown deaf",
      "04:00 unknown deaf",
      "05:00 missed luota-down",
    ],
  },
  {
    rule: "a slot within a pause is excused, one after it counts",
    monitor: hourly,
    heard: ["00:59 run 1m"],
    pauses: [{ from: at("01:30"), until: at("03:01") }],
    now: "04:13",
    slots: ["01:00 met by 00:59", "02:00 excused paused", "03:00 excused paused", "04:00 missed"],
    incidents: ["missed since 04:12, opened"],
  },
  {
    rule: "a run within a pause meets its slot, and its failure is nobody's alarm",
    monitor: hourly,
    heard: ["01:00 run 1m exit 1"],
    pauses: [{ from: at("00:30"), until: at("01:30") }],
    now: "01:40",
    slots: ["01:00 met by 01:00"],
    incidents: [],
  },
];

describe.each([
  ["fixed slots", fixed],
  ["skipping", skipping],
  ["floating slots", floats],
  ["downtime and pauses", downtime],
])("%s", (_name, rows) => {
  test.each(rows)("$rule", (row) => {
    const known = at("00:00");
    const history = {
      watched: watch(row.monitor, { knownSince: known, cadenceSince: known }),
      news: hear(row.heard),
      outages: row.outages ?? [],
      pauses: row.pauses ?? [],
    };
    // Once each minute while somebody watches, as `luota check` would.
    const looks: number[] = [];
    for (let now = known; now < at(row.now); now += minute)
      if (!history.outages.some((each) => each.from <= now && now < each.until)) looks.push(now);
    const told = play(history, [...looks, at(row.now)]);
    expect(slotsOf(told)).toEqual(row.slots);
    if (row.incidents !== undefined) expect(incidentsOf(told)).toEqual(row.incidents);
  });
});
