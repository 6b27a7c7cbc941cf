import { describe, expect, test } from "vitest";
import { decideJob } from "../../src/domain/dispatch.ts";
import type { Job } from "../../src/domain/job.ts";
import { at, begun, decide, dispatch, minute, nothing, scheduled, situation } from "./deciding.ts";

describe("after a bad run", () => {
  const retry = { retry: { attempts: 2, backoffMs: minute / 4 } };
  const bad = (attempt: number, outcome: "failed" | "unstartable" | "lost" = "failed") => ({
    dispatches: [
      dispatch(10, { state: "started", attempt, run: "a", ended: { outcome, at: at(10.5) } }),
    ],
  });
  const again = dispatch(10, { attempt: 2, dueAt: at(10.75) });
  test.each([
    ["without retry nothing follows", {}, bad(1), 10.5, { ...nothing, remove: [10] }],
    ["its slot waits for the next try", retry, bad(1), 10.5, { ...nothing, wait: [10] }],
    ["there are two more tries", retry, bad(2), 10.5, { ...nothing, wait: [10] }],
    ["and no third one", retry, bad(3), 10.5, { ...nothing, remove: [10] }],
    [
      "what could not start is not tried again",
      retry,
      bad(1, "unstartable"),
      10.5,
      { ...nothing, remove: [10] },
    ],
    ["nor is what was lost", retry, bad(1, "lost"), 10.5, { ...nothing, remove: [10] }],
    ["the try waits for its time", retry, { dispatches: [again] }, 10.7, nothing],
    ["and begins", retry, { dispatches: [again] }, 10.8, { ...nothing, start: [10] }],
    [
      "a later slot overtakes a try that waits",
      retry,
      { dispatches: [again] },
      11,
      { ...begun, remove: [10] },
    ],
    [
      "but not where runs may overlap",
      { ...retry, overlap: "allow" },
      { dispatches: [again] },
      11,
      { ...begun, start: [11, 10] },
    ],
    [
      "a pause ends the trying",
      retry,
      { dispatches: [again], paused: true },
      10.8,
      { ...nothing, remove: [10] },
    ],
  ] as const)("%s", (_, job, given, now, expected) => {
    expect(decide(scheduled(job), given, now)).toEqual(expected);
  });
});

describe("after a downtime from minute 10 to 20", () => {
  const late = (job: Partial<Job>) => scheduled(job, { upSince: at(20) });
  test.each([
    ["none: nothing is run afterwards", "none", 20, 19.9, []],
    ["once: the latest is", "once", 20, 20, [20]],
    ["once: also before the next one comes", "once", 20, 19.9, [19]],
    ["none: but what comes from now on is", "none", 20, 20, [20]],
  ] as const)("%s", (_, catchUp, __, now, started) => {
    const decision = decide(late({ catchUp }), {}, now);
    expect(decision).toMatchObject({ cursor: Math.floor(now), start: started, wait: [], skip: [] });
  });

  test("all: each slot in its order, one after the other", () => {
    const decision = decide(late({ catchUp: "all" }), {}, 15);
    expect(decision).toMatchObject({ start: [11], wait: [12, 13, 14, 15], skip: [] });
  });

  test("all: of a very long one the latest hundred", () => {
    const { start: first, wait } = decide(late({ catchUp: "all" }), { cursor: at(0) }, 100_000);
    expect([first[0], first.length + wait.length]).toEqual([99_901, 100]);
  });
});

describe("a process that was sent and has not begun", () => {
  const sent = (claims: number) =>
    dispatch(10, { state: "claimed", run: "a", claims, claimedAt: at(10) });
  test.each([
    ["is waited for", 1, 10.5, nothing],
    ["is replaced after half a minute", 1, 10.6, { ...nothing, start: [10] }],
    ["is given up after three", 3, 10.6, { ...nothing, giveUp: [10] }],
  ])("%s", (_, claims, now, expected) => {
    expect(decide(scheduled(), { dispatches: [sent(claims)] }, now)).toEqual(expected);
  });
});

describe("a run is isolated", () => {
  const long = [90_000, 61_000, 100];
  test.each([
    ["always where that is asked for", { isolate: "always" }, {}, {}, true],
    ["never where that is asked for", { isolate: "never" }, { durations: [] }, {}, false],
    ["where the job is new", { isolate: "auto" }, { durations: [1, 1] }, {}, true],
    [
      "but no more than 20 new ones at once",
      { isolate: "auto" },
      { durations: [], isolatedNew: 20 },
      {},
      false,
    ],
    ["where it usually takes over a minute", { isolate: "auto" }, { durations: long }, {}, true],
    [
      "not where it took that long once",
      { isolate: "auto" },
      { durations: [90_000, 1, 1] },
      {},
      false,
    ],
    ["where nobody stays", { isolate: "never" }, {}, { isolateAll: true }, true],
  ] as const)("%s", (_, job, given, more, expected) => {
    const decision = decideJob(scheduled(job, more), situation(given), at(11));
    expect(decision.start.map((each) => each.isolated)).toEqual([expected]);
  });
});
