import { describe, expect, test } from "vitest";
import { complainOfEvery, parseEvery, stableJitter } from "../../src/domain/every.ts";

describe("an interval is a duration of at least a second", () => {
  test.each([
    ["15m", 900_000],
    ["1s", 1_000],
    ["1h30m", 5_400_000],
    [90_000, 90_000],
    [1_500, 1_500],
  ])("%s is %i ms", (every, expected) => {
    expect(parseEvery(every)).toEqual({ ok: true, value: expected });
  });

  test.each([
    ["999ms", "under-a-second"],
    [0, "under-a-second"],
    [-5_000, "under-a-second"],
    [1_000.5, "not-a-duration"],
    [Number.NaN, "not-a-duration"],
    ["15", "not-a-duration"],
    ["", "not-a-duration"],
    [1e15, "too-long"],
  ])("%s is refused: %s", (every, reason) => {
    const read = parseEvery(every);
    if (read.ok) throw new Error("taken");
    expect(read.failure.reason).toBe(reason);
    expect(complainOfEvery(read.failure)).toContain(String(every));
  });
});

describe("jitter", () => {
  const everyMs = 15 * 60_000;
  const jitters = Array.from({ length: 1_000 }, (_, n) => stableJitter("db1", `job-${n}`, everyMs));

  test("is the same each time, and another for another host", () => {
    expect(stableJitter("db1", "job-7", everyMs)).toBe(jitters[7]);
    expect(stableJitter("db2", "job-7", everyMs)).not.toBe(jitters[7]);
  });

  test("lies within the interval, in whole seconds", () => {
    for (const jitter of jitters) {
      expect(jitter).toBeGreaterThanOrEqual(0);
      expect(jitter).toBeLessThan(everyMs);
      expect(jitter % 1_000).toBe(0);
    }
  });

  test("spreads a thousand jobs evenly: each of 15 minutes has a fair share", () => {
    for (let minute = 0; minute < 15; minute += 1) {
      const share = jitters.filter((jitter) => Math.floor(jitter / 60_000) === minute).length;
      expect(share).toBeGreaterThan(40);
      expect(share).toBeLessThan(95);
    }
  });
});
