import { describe, expect, test } from "vitest";
import { earlyOf, graceOf, reopenWindow, unreadableAfter } from "../../src/domain/limits.ts";
import { heardOfEnd, heardOfSignal, heardOfStart } from "../../src/domain/heard-of.ts";
import { outagesBetween, type Watch } from "../../src/domain/outages.ts";
import { outcomeOfEnding } from "../../src/domain/outcome.ts";
import type { Ending, RunEnd, RunStart } from "../../src/domain/run.ts";
import { scheduleOf } from "../../src/domain/schedule.ts";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import { day, hour, minute, second } from "./judge-story.ts";

describe("limits", () => {
  test.each([
    ["a fifth of the gap", hour, 12 * minute],
    ["at most 1 h", day, hour],
    ["at least 1 min", 5 * minute, minute],
    ["for gaps under 5 min the fifth itself", 4 * minute, 48 * second],
    ["at least 1 s", 2 * second, second],
  ])("grace is %s", (_rule, gap, expected) => {
    expect(graceOf({ graceMs: null }, gap)).toBe(expected);
  });

  test("what the monitor says goes first, also where it is nothing", () => {
    expect(graceOf({ graceMs: 0 }, hour)).toBe(0);
    expect(earlyOf({ earlyMs: 0 }, hour)).toBe(0);
  });

  test.each([
    ["60 s", hour, minute],
    ["a tenth of the gap", 5 * minute, 30 * second],
  ])("early is %s", (_rule, gap, expected) => {
    expect(earlyOf({ earlyMs: null }, gap)).toBe(expected);
  });

  test.each([
    ["3 gaps", 5 * minute, 15 * minute],
    ["1 h", day, hour],
    ["1 h without slots", null, hour],
  ])("breaking again within %s reopens", (_rule, gap, expected) => {
    expect(reopenWindow(gap)).toBe(expected);
  });

  test("three looks, and at least 15 min, before an unreadable probe is an incident", () => {
    expect([unreadableAfter(minute), unreadableAfter(hour)]).toEqual([15 * minute, 3 * hour]);
  });
});

describe("outages", () => {
  const watch = (from: number, until: number, bootId = "a", bootedAt = 0): Watch => ({
    from,
    until,
    bootId,
    bootedAt,
  });
  test.each<[string, Watch[], object[]]>([
    ["no watch, no outage", [], []],
    ["passes once a minute are one watch", [watch(0, second), watch(minute, minute + 1)], []],
    [
      "between two watches only luota was down",
      [watch(0, minute), watch(hour, 2 * hour)],
      [{ kind: "luota", from: minute, until: hour }],
    ],
    [
      "up to a new boot it was the host",
      [watch(0, minute), watch(hour, 2 * hour, "b", 50 * minute)],
      [
        { kind: "host", from: minute, until: 50 * minute },
        { kind: "luota", from: 50 * minute, until: hour },
      ],
    ],
    [
      "a boot is an outage, however short",
      [watch(0, minute), watch(minute + 30 * second, hour, "b", minute + 30 * second)],
      [{ kind: "host", from: minute, until: minute + 30 * second }],
    ],
    [
      "an unknown time of boot puts all of it on the host",
      [watch(0, minute), { ...watch(hour, 2 * hour, "b"), bootedAt: null }],
      [{ kind: "host", from: minute, until: hour }],
    ],
    [
      "a watch within a longer one hides nothing",
      [watch(0, 3 * hour), watch(hour, hour + 1), watch(4 * hour, 5 * hour)],
      [{ kind: "luota", from: 3 * hour, until: 4 * hour }],
    ],
  ])("%s", (_rule, watches, expected) => {
    expect(outagesBetween(watches)).toEqual(expected);
  });
});

describe("what an ending is called", () => {
  const borg = { ok: [0], warn: [1], skip: [75] };
  test.each<[string, Ending, string]>([
    ["0 is ok", { kind: "exited", exitCode: 0 }, "succeeded"],
    ["a code mapped to warn", { kind: "exited", exitCode: 1 }, "warned"],
    ["a code mapped to skip", { kind: "exited", exitCode: 75 }, "skipped"],
    ["any other code", { kind: "exited", exitCode: 2 }, "failed"],
    ["a signal", { kind: "signaled", signal: "SIGKILL" }, "killed"],
    ["no command", { kind: "unstartable", exitCode: 127, reason: "ENOENT" }, "unstartable"],
    ["a timeout", { kind: "timed-out", signal: null, exitCode: 0 }, "timed_out"],
    ["the job's own word", { kind: "reported", success: false }, "failed"],
  ])("%s", (_rule, ending, expected) => {
    expect(outcomeOfEnding(ending, borg)).toBe(expected);
  });

  test("without a mapping 0 is ok and all else failed", () => {
    expect(outcomeOfEnding({ kind: "exited", exitCode: 0 })).toBe("succeeded");
    expect(outcomeOfEnding({ kind: "exited", exitCode: 1 })).toBe("failed");
  });
});

describe("what the judge hears of a record", () => {
  const start = { id: "r", startedAt: 5, slot: 4 } as unknown as RunStart;
  const ended = (ending: Ending) =>
    ({ id: "r", endedAt: 9, durationMs: 4, ending }) as unknown as RunEnd;

  test("a run's start, then its end", () => {
    const end = ended({ kind: "exited", exitCode: 1 });
    expect(heardOfStart(start, end, false)).toMatchObject({ kind: "started", at: 5, slot: 4 });
    expect(heardOfEnd(start, end)).toMatchObject({ kind: "ended", startedAt: 5, at: 9 });
  });

  test("a run that never began is one word", () => {
    const end = ended({ kind: "skipped", reason: "overlap" });
    expect(heardOfStart(start, end, false)).toBeNull();
    expect(heardOfEnd(start, end)).toEqual({ kind: "skipped", run: "r", at: 5, slot: 4 });
  });

  test("a beat, but no line of a log", () => {
    const signal = { id: "s", at: 5, monitor: "m", run: null, host: "h", user: null };
    const beat = { kind: "beat", summary: null, payload: null } as const;
    expect(heardOfSignal({ ...signal, body: beat }, true)).toEqual({
      kind: "beat",
      at: 5,
      ears: true,
    });
    expect(heardOfSignal({ ...signal, body: { kind: "log", text: "" } }, true)).toBeNull();
  });
});

test("every floats for monitors that report themselves, and is a grid for luota's own jobs", () => {
  const every = { ...defaultMonitor("m"), cadence: { kind: "every", everyMs: hour } } as const;
  const job = (jitterMs: number | null) =>
    scheduleOf({ ...every, job: { jitterMs } as NonNullable<typeof every.job> }, "db1");
  expect(scheduleOf(every, "db1").kind).toBe("floating");
  const [plain, own] = [job(0), job(null)];
  if (plain.kind !== "fixed" || own.kind !== "fixed") throw new Error("not a grid");
  expect(plain.next(30)).toBe(hour);
  expect(own.next(30)).toBe(own.next(30));
  expect(plain.key).not.toBe(own.key);
});
