import { describe, expect, test } from "vitest";
import { decideJob } from "../../src/domain/dispatch.ts";
import { nextGridSlot } from "../../src/domain/every.ts";
import type { Job } from "../../src/domain/job.ts";
import type { Dispatch, JobSituation, ScheduledJob } from "../../src/domain/job-situation.ts";

const minute = 60_000;
const start = Date.UTC(2027, 0, 1);

/** An instant, in minutes after the start. */
const at = (minutes: number): number => start + minutes * minute;

const plainJob: Job = {
  ...{ command: ["true"], shell: "/bin/sh", user: null, cwd: null, env: {}, nice: null },
  overlap: "skip",
  retry: { attempts: 0, backoffMs: minute },
  ...{ catchUp: "once", jitterMs: null, isolate: "never" },
};

/** A job that is due each minute, and has been dealt with up to minute 10. */
function scheduled(job: Partial<Job> = {}, more: Partial<ScheduledJob> = {}): ScheduledJob {
  return {
    job: { ...plainJob, ...job },
    schedule: {
      kind: "fixed",
      key: "each minute",
      next: (after) => nextGridSlot(minute, start, after),
      gapAt: () => minute,
    },
    ...{ offsetMs: 0, upSince: at(0), isolateAll: false },
    ...more,
  };
}

function situation(given: Partial<JobSituation> = {}): JobSituation {
  const known = [100, 100, 100];
  const nothing = { occupied: false, paused: false, durations: known, isolatedNew: 0 };
  return { cursor: at(10), dispatches: [], ...nothing, ...given };
}

function dispatch(slot: number, given: Partial<Dispatch> = {}): Dispatch {
  return {
    ...{ slot: at(slot), attempt: 1, state: "waiting", dueAt: at(slot), run: null },
    ...{ isolated: false, claimedAt: null, claims: 0, ended: null },
    ...given,
  };
}

/** What is decided, with slots as minutes. */
function decide(job: ScheduledJob, given: Partial<JobSituation>, now: number) {
  const decision = decideJob(job, situation(given), at(now));
  const minutes = (slot: number): number => (slot - start) / minute;
  const slots = (list: readonly { readonly slot: number }[]) =>
    list.map(({ slot }) => minutes(slot));
  return {
    cursor: minutes(decision.cursor),
    start: slots(decision.start),
    wait: slots(decision.wait),
    skip: decision.skip.map(minutes),
    remove: decision.remove.map(minutes),
    giveUp: slots(decision.giveUp),
  };
}

const nothing = { cursor: 10, start: [], wait: [], skip: [], remove: [], giveUp: [] };
const begun = { ...nothing, cursor: 11, start: [11] };
const running = { occupied: true, dispatches: [dispatch(10, { state: "started", run: "a" })] };

describe("a slot", () => {
  test.each([
    ["that has not come starts nothing", scheduled(), {}, 10.9, nothing],
    ["starts its job at its instant", scheduled(), {}, 11, begun],
    ["starts it though the watcher was slow", scheduled(), {}, 11.9, begun],
    ["waits for its jitter", scheduled({}, { offsetMs: minute / 2 }), {}, 11.4, nothing],
    ["comes with its jitter", scheduled({}, { offsetMs: minute / 2 }), {}, 11.5, begun],
    ["in a pause is passed over", scheduled(), { paused: true }, 11, { ...nothing, cursor: 11 }],
    [
      "far in the future of the clock is given up: the clock was wrong",
      scheduled(),
      { cursor: at(500) },
      11,
      { ...nothing, cursor: 11 },
    ],
    [
      "one gap ahead is only a clock that was set back a little",
      scheduled(),
      { cursor: at(12) },
      11,
      { ...nothing, cursor: 12 },
    ],
  ])("%s", (_, job, given, now, expected) => {
    expect(decide(job, given, now)).toEqual(expected);
  });
});

describe("while the last run goes on", () => {
  const waiting = { ...running, dispatches: [...running.dispatches, dispatch(11)] };
  const full = Array.from({ length: 100 }, (_, index) => dispatch(index - 90));
  test.each([
    [
      "skip passes the slot over, and says so",
      {},
      running,
      11,
      { ...begun, start: [], skip: [11] },
    ],
    ["allow starts another one", { overlap: "allow" }, running, 11, begun],
    [
      "queue keeps the slot",
      { overlap: "queue" },
      running,
      11,
      { ...begun, start: [], wait: [11] },
    ],
    ["queue leaves those that wait", { overlap: "queue" }, waiting, 10.5, nothing],
    [
      "queue puts the next one behind them",
      { overlap: "queue" },
      { ...waiting, cursor: at(11) },
      12,
      { ...nothing, cursor: 12, wait: [12] },
    ],
    [
      "queue takes no more than a hundred",
      { overlap: "queue" },
      { occupied: true, dispatches: full },
      11,
      { ...begun, start: [], skip: [11] },
    ],
    [
      "a process that is on its way counts as a run",
      {},
      { dispatches: [dispatch(10, { state: "claimed", run: "a", claimedAt: at(10.9) })] },
      11,
      { ...begun, start: [], skip: [11] },
    ],
  ] as const)("%s", (_, job, given, now, expected) => {
    expect(decide(scheduled(job), given, now)).toEqual(expected);
  });
});

describe("when the last run is over", () => {
  const over = dispatch(10, {
    state: "started",
    run: "a",
    ended: { outcome: "succeeded", at: at(10.4) },
  });
  test.each([
    ["its slot is forgotten", {}, { dispatches: [over] }, 10.5, { ...nothing, remove: [10] }],
    [
      "the first in the queue starts, and only that one",
      { overlap: "queue" },
      { cursor: at(12), dispatches: [over, dispatch(11), dispatch(12)] },
      12.5,
      { ...nothing, cursor: 12, start: [11], remove: [10] },
    ],
    [
      "a slot that comes just now goes behind those that wait",
      { overlap: "queue" },
      { cursor: at(12), dispatches: [dispatch(11), dispatch(12)] },
      13,
      { ...nothing, cursor: 13, start: [11], wait: [13] },
    ],
  ] as const)("%s", (_, job, given, now, expected) => {
    expect(decide(scheduled(job), given, now)).toEqual(expected);
  });
});

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
