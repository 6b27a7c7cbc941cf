import { describe, expect, test } from "vitest";
import { at, begun, decide, dispatch, minute, nothing, scheduled } from "./deciding.ts";

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
