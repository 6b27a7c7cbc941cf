import { describe, expect, test } from "vitest";
import { jumpBetween } from "../../src/daemon/clock.ts";
import { createDueJobs } from "../../src/daemon/due-jobs.ts";
import { noteFiles, type Seen } from "../../src/daemon/reload.ts";
import { backOff, sleepFor } from "../../src/daemon/wake.ts";

describe("the wall clock and the time that passed", () => {
  const hour = 3_600_000;
  test.each([
    ["go together", 250, 250, 0],
    ["drift apart by what keeping time is made of", 1_900, 250, 0],
    ["part where the clock is set forward", hour, 250, hour - 250],
    ["part where it is set back", -hour, 250, -hour - 250],
    ["part where the machine slept: the monotonic clock slept too", 8 * hour, 250, 8 * hour - 250],
    ["go together also after a pass that took long", 60_000, 60_000, 0],
  ])("%s", (_, wall, monotonic, jump) => {
    const before = { wall: 1_800_000_000_000, monotonic: 5_000 };
    const after = { wall: before.wall + wall, monotonic: before.monotonic + monotonic };
    expect(jumpBetween(before, after)).toBe(jump);
  });
});

describe("a watcher sleeps", () => {
  test.each([
    ["a quarter of a second where nothing is due", [null, null], 250],
    ["no longer where what is due is far", [100_000], 250],
    ["until the first thing is due", [1_200, 1_100, null], 100],
    ["not at all where something is overdue", [-500], 0],
  ])("%s", (_, due, sleep) => {
    expect(sleepFor(1_000, due)).toBe(sleep);
  });

  test.each([
    [1, 500],
    [2, 1_000],
    [6, 16_000],
    [7, 30_000],
    [10_000, 30_000],
  ])("after %d passes that failed in a row: %d ms", (failures, wait) => {
    expect(backOff(failures)).toBe(wait);
  });
});

describe("the files of a config", () => {
  const taken: Seen = { taken: "a", pending: null };
  const pending: Seen = { taken: "a", pending: { signature: "b", since: 1_000 } };
  test.each([
    ["that are as before are left alone", taken, "a", 9_000, false, taken],
    ["that changed just now are waited for", taken, "b", 1_000, false, pending],
    ["that changed are still waited for", pending, "b", 2_999, false, pending],
    ["that rested are taken", pending, "b", 3_000, true, { taken: "b", pending: null }],
    [
      "that changed again begin to rest anew",
      pending,
      "c",
      2_500,
      false,
      { taken: "a", pending: { signature: "c", since: 2_500 } },
    ],
    ["that were put back are as before", pending, "a", 9_000, false, taken],
  ])("%s", (_, seen, signature, now, take, after) => {
    expect(noteFiles(seen, signature, now)).toEqual({ seen: after, take });
  });
});

describe("the jobs that are due", () => {
  test("come in the order of their times, each once, with its latest time", () => {
    const due = createDueJobs();
    due.set("late", 300);
    due.set("early", 100);
    due.set("moved", 50);
    due.set("moved", 200);
    due.set("gone", 120);
    due.set("gone", null);
    due.set("never", null);
    expect(due.take(99)).toEqual([]);
    expect(due.nextAt()).toBe(100);
    expect(due.take(250)).toEqual(["early", "moved"]);
    expect(due.take(250)).toEqual([]);
    expect(due.nextAt()).toBe(300);
    due.clear();
    expect([due.take(9_999), due.nextAt()]).toEqual([[], null]);
  });
});
