import { describe, expect, test } from "vitest";
import { firstSlots } from "../../src/domain/cadence.ts";
import { parseCron } from "../../src/domain/cron-parse.ts";
import { debianRuns, wallMinutes } from "./debian-cron.ts";
import { randomCron, seeded } from "./random-cron.ts";

const day = 86_400_000;

/** Each with the UTC days around a change of its clocks, or without one. */
const windows: readonly (readonly [string, string])[] = [
  ["Europe/Helsinki", "2027-03-28"],
  ["Europe/Helsinki", "2027-10-31"],
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Asia/Kathmandu", "2027-03-28"],
  ["Asia/Kathmandu", "1986-01-01"],
  ["Pacific/Apia", "2011-12-30"],
  ["America/Sao_Paulo", "2018-11-04"],
  ["America/Sao_Paulo", "2018-02-18"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Africa/Casablanca", "2026-03-22"],
  ["Europe/Dublin", "2026-03-29"],
  ["Europe/Dublin", "2026-10-25"],
  ["America/St_Johns", "2006-04-02"],
  ["America/St_Johns", "2006-10-29"],
  ["Antarctica/Troll", "2026-03-29"],
  ["Antarctica/Troll", "2026-10-25"],
  ["Antarctica/Casey", "2018-03-10"],
  ["Antarctica/Casey", "2018-10-06"],
  ["Asia/Pyongyang", "2015-08-14"],
  ["Asia/Pyongyang", "2018-05-04"],
  ["America/Caracas", "2007-12-09"],
  ["Asia/Gaza", "2026-03-28"],
  ["Africa/Cairo", "2026-04-24"],
  ["Africa/Cairo", "2026-10-29"],
  ["Antarctica/Vostok", "1994-01-31"],
  ["Antarctica/Vostok", "1994-11-01"],
  ["UTC", "2028-02-29"],
];

const patternsEach = 150;
const minutes = 4 * 24 * 60;

describe("slots are the minutes at which Debian's cron starts the job", () => {
  test.each(windows)("%s around %s", (timezone, date) => {
    const from = Date.parse(date) - 2 * day;
    const walls = wallMinutes(timezone, from, minutes);
    const random = seeded(from / day);
    let compared = 0;
    while (compared < patternsEach) {
      const pattern = randomCron(random);
      if (!parseCron(pattern).ok) continue;
      compared += 1;
      const expected = debianRuns(pattern, walls).map((index) => from + index * 60_000);
      const wanted = expected.length + 1;
      const slots = firstSlots({ kind: "cron", pattern, timezone }, from, wanted);
      const seen = slots.filter((slot) => slot < from + minutes * 60_000);
      expect({ pattern, seen: iso(seen) }).toEqual({ pattern, seen: iso(expected) });
    }
  });
});

function iso(times: readonly number[]): readonly string[] {
  return times.map((time) => new Date(time).toISOString());
}
