import { expect, test } from "vitest";
import { claimed } from "./claimed-step.ts";
import { judge } from "../../src/domain/judge.ts";
import type { Watched } from "../../src/domain/facts.ts";
import type { MonitorState } from "../../src/domain/monitor-state.ts";
import { dueAt, factsSince, unmetSince } from "../../src/domain/wake.ts";
import { beat, hour, look, minute, play, start, watch, type News } from "./judge-story.ts";
import { at, hear, incidentsOf, slotsOf } from "./judge-words.ts";

const cron = (pattern: string) =>
  ({ cadence: { kind: "cron", pattern, timezone: "UTC" } }) as const;
const hourly = cron("0 * * * *");
const known = { knownSince: at("00:00"), cadenceSince: at("00:00") };
const quiet = { outages: [], pauses: [], news: [] };

function judged(watched: Watched, state: MonitorState | null, now: string, heard = [] as string[]) {
  return judge({ watched, state, heard: hear(heard), unmet: [], outages: [], pauses: [] }, at(now));
}

test("a changed cadence starts a new cursor at the time of the change", () => {
  const before = watch(hourly, known);
  const after = watch(cron("30 * * * *"), { ...known, cadenceSince: at("02:05") });
  const told = play({ ...quiet, watched: before, news: hear(["01:00 run 1m"]) }, [at("02:05")]);
  look({ ...quiet, watched: after }, told, at("02:05"), at("03:37"));
  expect(slotsOf(told)).toEqual([
    "01:00 met by 01:00",
    "02:00 excused cadence-changed",
    "02:30 missed",
  ]);
});

test("a miss that is no longer due to end ends as withdrawn", () => {
  const before = watch(hourly, known);
  const after = watch({}, { ...known, cadenceSince: at("02:05") });
  const told = play({ ...quiet, watched: before }, [at("02:05")]);
  expect(incidentsOf(told)).toEqual(["missed since 01:12, opened"]);
  look({ ...quiet, watched: after }, told, at("02:05"), at("02:06"));
  expect(incidentsOf(told)).toEqual(["missed since 01:12, resolved 02:05"]);
  expect(told.incidents[0]?.resolution).toEqual({ kind: "withdrawn" });
});

test("another grace is no other cadence", () => {
  const told = play({ ...quiet, watched: watch(hourly, known) }, [at("01:05")]);
  const after = watch({ ...hourly, graceMs: 30 * minute }, known);
  look({ ...quiet, watched: after }, told, at("01:05"), at("01:29"));
  expect(slotsOf(told)).toEqual([]);
  look({ ...quiet, watched: after }, told, at("01:29"), at("01:31"));
  expect(slotsOf(told)).toEqual(["01:00 missed"]);
});

test("a cursor beyond now plus one gap is pulled back, and says so", () => {
  const watched = watch(hourly, known);
  const wrong = judged(watched, null, "+3 00:30");
  const right = judged(watched, wrong.state, "01:30");
  expect(right.pulledBack).toEqual({ from: at("+3 00:00"), to: at("01:30") });
  expect(right.state.next?.slot).toBe(at("02:00"));
  expect(judged(watched, right.state, "01:31").pulledBack).toBeNull();
});

test("a floating cursor that a wrong clock moved is pulled back too", () => {
  const watched = watch({ cadence: { kind: "every", everyMs: hour } }, known);
  const wrong = judge(
    { watched, state: null, heard: [beat(at("+3 00:00"))], unmet: [], outages: [], pauses: [] },
    at("+3 00:01"),
  );
  const right = judged(watched, wrong.state, "01:00");
  expect(right.pulledBack).toEqual({ from: at("+3 00:00"), to: at("01:00") });
  expect(right.state.next?.slot).toBe(at("02:00"));
});

test("a good sign from a clock that was wrong excuses no later failure", () => {
  const watched = watch({}, known);
  const wrong = judged(watched, null, "01:10", ["+3 00:00 run 1m"]);
  const right = judged(watched, wrong.state, "02:10", ["02:00 run 1m exit 1"]);
  expect(right.turns.map((turn) => turn.kind)).toEqual(["began"]);
});

test("a small step back of the clock decides nothing twice", () => {
  const watched = watch(hourly, known);
  const first = judged(watched, null, "01:13");
  expect(first.turns).toHaveLength(1);
  const again = judged(watched, first.state, "01:12:30");
  expect([again.slots, again.turns, again.pulledBack]).toEqual([[], [], null]);
  expect(again.state).toEqual(first.state);
});

test.each([
  ["the end of the grace", hourly, [], "01:12:00"],
  ["the end of a run's time", { finishWithinMs: 20 * minute }, ["00:30 start"], "00:50:00"],
  ["nothing", {}, ["00:30 start"], null],
  ["the sooner of two", { ...hourly, finishWithinMs: hour }, ["00:30 start"], "01:12:00"],
])("the next look is due a moment after %s", (_name, monitor, heard, expected) => {
  const watched = watch(monitor, known);
  const { state } = judged(watched, null, "00:40", heard);
  const due = dueAt(watched, state, []);
  expect(due).toBe(expected === null ? null : at(expected) + 1);
});

test("facts are asked for no further back than they can matter", () => {
  const watched = watch(hourly, known);
  const { state } = judged(watched, null, "05:30");
  expect(factsSince(watched, state)).toBe(at("05:00"));
  const onDemand = watch({}, known);
  const called = { ...start("run", at("02:00")), ears: true } as News;
  const calling = judge(
    { watched: onDemand, state: null, heard: [called], unmet: [], outages: [], pauses: [] },
    at("05:30"),
  );
  expect(factsSince(onDemand, calling.state)).toBe(at("02:00"));
  expect(unmetSince(watched, state, [])).toBe(at("04:30"));
  expect(unmetSince(watched, state, [start("run", at("02:00"))])).toBe(at("01:00"));
});

test("a state is small, whatever happened", () => {
  const watched = watch({ ...cron("* * * * *"), evidence: [claimed("restored")] }, known);
  const news = Array.from({ length: 2_000 }, (_, index) => {
    const began = known.knownSince + index * 20_000;
    return [
      start(`run-${index}`, began),
      {
        kind: "proof",
        run: `other-${index}`,
        step: "restored",
        source: "claimed",
        at: began,
        good: true,
      } as const,
      { kind: "lost", run: `run-${index}`, startedAt: began, at: began + 1 } as const,
      start(`endless-${index}`, began + 2),
    ];
  }).flat();
  const told = play({ ...quiet, watched, news }, [at("20:00")]);
  expect(JSON.stringify(told.state).length).toBeLessThan(40_000);
});
