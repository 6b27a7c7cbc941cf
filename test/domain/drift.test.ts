import { describe, expect, test } from "vitest";
import { findDrifts, type DriftSample } from "../../src/domain/drift.ts";
import { driftWords } from "../../src/domain/words/drift.ts";

const hour = 3_600_000;
const day = 24 * hour;
/** A Monday. */
const monday = Date.UTC(2026, 0, 5, 2, 30);

/** Runs at even distances; `numbers` tells what each measured, by its index and moment. */
function history(
  count: number,
  everyMs: number,
  numbers: (index: number, at: number) => Readonly<Record<string, number>>,
): DriftSample[] {
  return Array.from({ length: count }, (_, index) => {
    const at = monday + index * everyMs;
    return { run: `run-${index}`, at, numbers: numbers(index, at) };
  });
}

/** The same a little more, a little less: 100, 103, 98 … percent. */
const wobble = (index: number) => 1 + (((index * 7) % 11) - 5) / 100;

/** What is called of one more run with these numbers. */
function called(
  earlier: readonly DriftSample[],
  numbers: Readonly<Record<string, number>>,
  everyMs = day,
): string[] {
  const at = (earlier.at(-1)?.at ?? monday) + everyMs;
  return findDrifts({ run: "now", at, numbers }, earlier).map(({ name }) => name);
}

const steady = history(30, day, (index) => ({ "dumped.bytes": 6_000_000 * wobble(index) }));

describe("a number of a run that drifts", () => {
  test.each<[string, number, boolean]>([
    ["a fifth of it", 1_200_000, true],
    ["nothing at all", 0, true],
    ["ten times as much", 60_000_000, true],
    ["half of it", 3_000_000, false],
    ["double", 12_000_000, false],
    ["as ever", 6_100_000, false],
  ])("against a steady history: %s", (_, bytes, isCalled) => {
    expect(called(steady, { "dumped.bytes": bytes })).toEqual(isCalled ? ["dumped.bytes"] : []);
  });

  test.each([
    ["nine runs", 9, day, false],
    ["ten runs, a day apart", 10, day, true],
    ["nineteen runs of one day", 19, hour, false],
    ["twenty runs of one day", 20, hour, true],
  ])("is called after enough runs: %s", (_, count, everyMs, isCalled) => {
    const earlier = history(count, everyMs, () => ({ rows: 5_000 }));
    expect(called(earlier, { rows: 900 }, everyMs)).toEqual(isCalled ? ["rows"] : []);
  });

  test.each<[string, string, number, number, boolean]>([
    ["a duration by less than a second", "duration", 40, 900, false],
    ["a duration of ten times", "duration", 120_000, 1_200_000, true],
    ["a few bytes of output", "stdout", 20, 400, false],
    ["three of a thing, then none", "errors", 3, 0, false],
    ["an id that is a number", "created.invoiceId", 500, 90_000_000, false],
    ["a number that is no id but ends alike", "grid", 500, 90_000_000, true],
    ["a number below zero", "balance", -40_000, -4_000, true],
    ["a sign that turns", "balance", 40_000, -40_000, true],
  ])("%s", (_, name, usual, value, isCalled) => {
    const earlier = history(30, day, (index) => ({ [name]: usual * wobble(index) }));
    expect(called(earlier, { [name]: value })).toEqual(isCalled ? [name] : []);
  });

  test("is not called where it always scatters so", () => {
    const wild = history(30, day, (index) => ({
      rows: [100, 5_000, 20, 900, 40_000][index % 5] ?? 0,
    }));
    expect(called(wild, { rows: 15 })).toEqual([]);
  });

  test("is called day after day, until it is the new normal", () => {
    const days = history(80, day, (index) => ({ rows: index < 30 ? 5_000 : 500 }));
    const calls = days.map((run, index) => findDrifts(run, days.slice(0, index)).length > 0);
    expect(calls.slice(0, 30)).not.toContain(true);
    expect(calls.slice(30, 37)).toEqual(Array(7).fill(true));
    expect(calls.slice(62)).not.toContain(true);
  });

  test("is not called where it happens now and then, and passes", () => {
    const earlier = history(40, day, (index) => ({
      duration: index % 13 === 5 ? 900_000 : 60_000,
    }));
    expect(called(earlier, { duration: 950_000 })).toEqual([]);
    expect(called(earlier.slice(0, 11), { duration: 950_000 })).toEqual(["duration"]);
  });
});

const isSunday = (at: number) => new Date(at).getUTCDay() === 0;
const isWeekend = (at: number) => new Date(at).getUTCDay() % 6 === 0;

describe("a rhythm", () => {
  const weekly = history(62, day, (index, at) => ({
    rows: (isSunday(at) ? 90_000 : 4_000) * wobble(index),
  }));
  // The next run is on a Sunday.
  test.each<[string, number, boolean]>([
    ["a Sunday's amount is nothing new on a Sunday", 88_000, false],
    ["a weekday's amount is called on a Sunday", 4_000, true],
    ["a fifth of a Sunday's is called", 18_000, true],
  ])("of the week: %s", (_, rows, isCalled) => {
    const next = { run: "now", at: monday + 62 * day, numbers: { rows } };
    expect(isSunday(next.at)).toBe(true);
    const drifts = findDrifts(next, weekly);
    expect(drifts.map(({ rhythm }) => rhythm)).toEqual(isCalled ? ["weekly"] : []);
  });

  test("of the week is not called on its first weekends, daily or hourly", () => {
    for (const everyMs of [day, hour]) {
      const runs = history((21 * day) / everyMs, everyMs, (index, at) => ({
        rows: (isWeekend(at) ? 400 : 4_000) * wobble(index),
      }));
      const calls = runs.filter((run, index) => findDrifts(run, runs.slice(0, index)).length > 0);
      expect(calls).toEqual([]);
    }
  });

  test("of the day is known after a week", () => {
    const runs = history(24 * 9, hour, (index, at) => ({
      rows: (new Date(at).getUTCHours() < 7 ? 400 : 4_000) * wobble(index),
    }));
    const night = runs.findLast(({ at }) => new Date(at).getUTCHours() === 3);
    const before = runs.filter(({ at }) => at < (night?.at ?? 0));
    const at = night?.at ?? 0;
    const ask = (rows: number) => findDrifts({ run: "now", at, numbers: { rows } }, before);
    expect(ask(410)).toEqual([]);
    expect(ask(4_000)).toMatchObject([
      { rhythm: "daily", usual: expect.closeTo(400, -2) as number },
    ]);
  });
});

describe("laws", () => {
  const samples = history(40, day, (index) => ({
    a: 100 * wobble(index),
    b: 9_000 * wobble(index),
  }));
  const run = { run: "now", at: monday + 40 * day, numbers: { a: 5, b: 90_000_000 } };

  test("neither the order of the history nor what came after it matters", () => {
    const later = { run: "later", at: run.at + day, numbers: { a: 5, b: 90_000_000 } };
    const calls = findDrifts(run, samples);
    expect(calls.map(({ name }) => name)).toEqual(["b", "a"]);
    expect(findDrifts(run, [later, ...samples.toReversed(), run])).toEqual(calls);
  });

  test("only the numbers that are asked for are looked at, also ids", () => {
    expect(findDrifts(run, samples, ["a"]).map(({ name }) => name)).toEqual(["a"]);
    expect(findDrifts(run, samples, [])).toEqual([]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE, -0])(
    "a number such as %s breaks nothing",
    (odd) => {
      const earlier = history(30, day, (index) => ({ a: index % 3 === 0 ? odd : 100 }));
      expect(called(earlier, { a: 100 })).toEqual([]);
      called(earlier, { a: odd });
    },
  );
});

describe("the words", () => {
  const tell = (name: string, usual: number, value: number) => {
    const earlier = history(30, day, () => ({ [name]: usual }));
    const at = monday + 30 * day;
    return findDrifts({ run: "now", at, numbers: { [name]: value } }, earlier).map(driftWords);
  };

  test.each([
    [
      "dumped.bytes",
      6 * 2 ** 30,
      2 ** 30,
      "dumped.bytes 1 GiB, usually 6 GiB (-83 %; median of 30 healthy runs before)",
    ],
    [
      "duration",
      120_000,
      1_200_000,
      "took 20m, usually 2m (10x; median of 30 healthy runs before)",
    ],
    ["stdout", 60_000, 0, "stdout 0 B, usually 59 KiB (-100 %; median of 30 healthy runs before)"],
    ["rows", 40_000, 812, "rows 812, usually 40000 (-98 %; median of 30 healthy runs before)"],
  ])("of %s", (name, usual, value, words) => {
    expect(tell(name, usual, value)).toEqual([words]);
  });
});
