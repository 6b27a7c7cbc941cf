import { describe, expect, test } from "vitest";
import { firstSlots, gapAt, nextSlot, slotsAfter } from "../../src/domain/cadence.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const cron = (pattern: string, timezone = "UTC") => ({ kind: "cron", pattern, timezone }) as const;
const at = (iso: string) => Date.parse(iso);
const iso = (time: number) => new Date(time).toISOString().slice(0, 19);

describe("the clocks change", () => {
  test.each([
    ["Europe/Helsinki", "30 3 * * *", "2027-03-27T12:00Z", "03-28T01:00 03-29T00:30"],
    ["Europe/Helsinki", "15,45 3 * * *", "2027-03-27T12:00Z", "03-28T01:00 03-29T00:15"],
    ["Europe/Helsinki", "30 3,4 * * *", "2027-03-27T12:00Z", "03-28T01:00 03-28T01:30"],
    ["Europe/Helsinki", "0 3,4 * * *", "2027-03-27T12:00Z", "03-28T01:00 03-29T00:00"],
    ["Europe/Helsinki", "*/30 3 * * *", "2027-03-27T12:00Z", "03-29T00:00 03-29T00:30"],
    ["Europe/Helsinki", "30 * * * *", "2027-03-28T00:00Z", "03-28T00:30 03-28T01:30"],
    ["Europe/Helsinki", "30 3 * * *", "2027-10-30T12:00Z", "10-31T00:30 11-01T01:30"],
    ["Europe/Helsinki", "30 * * * *", "2027-10-31T00:00Z", "10-31T00:30 10-31T01:30"],
    ["Europe/Helsinki", "*/10 30 3 * * *", "2027-03-27T12:00Z", "03-28T01:00 03-29T00:30"],
    ["America/New_York", "30 2 * * *", "2026-03-07T12:00Z", "03-08T07:00 03-09T06:30"],
    ["America/New_York", "@daily", "2026-03-07T12:00Z", "03-08T05:00 03-09T04:00"],
    ["America/New_York", "30 1 * * *", "2026-10-31T12:00Z", "11-01T05:30 11-02T06:30"],
    ["America/New_York", "*/20 1 * * *", "2026-11-01T05:30Z", "11-01T05:40 11-01T06:00"],
    ["Australia/Lord_Howe", "15 2 * * *", "2026-10-02T20:00Z", "10-03T15:30 10-04T15:15"],
    ["Australia/Lord_Howe", "*/15 2 * * *", "2026-10-03T15:00Z", "10-03T15:30 10-03T15:45"],
    ["Australia/Lord_Howe", "45 1 * * *", "2026-04-04T00:00Z", "04-04T14:45 04-05T15:15"],
    ["Australia/Lord_Howe", "45 * * * *", "2026-04-04T14:00Z", "04-04T14:45 04-04T15:15"],
    ["Asia/Kathmandu", "30 2 * * *", "2027-03-27T12:00Z", "03-27T20:45 03-28T20:45"],
    ["America/Sao_Paulo", "0 0 * * *", "2018-11-03T12:00Z", "11-04T03:00 11-05T02:00"],
    ["America/Sao_Paulo", "30 0 4 11 *", "2018-11-03T12:00Z", "11-04T03:00 11-04T03:30"],
    ["Africa/Casablanca", "30 2 * * *", "2026-02-14T12:00Z", "02-15T01:30 02-16T02:30"],
    ["Africa/Casablanca", "30 2 * * *", "2026-03-21T12:00Z", "03-22T02:00 03-23T01:30"],
    ["Europe/Dublin", "30 1 * * *", "2026-03-28T12:00Z", "03-29T01:00 03-30T00:30"],
    ["Europe/Dublin", "30 1 * * *", "2026-10-24T12:00Z", "10-25T00:30 10-26T01:30"],
    ["Pacific/Apia", "30 2 * * *", "2011-12-29T12:00Z", "12-29T12:30 12-30T12:30"],
    ["Pacific/Apia", "0 0 * * *", "2011-12-29T12:00Z", "12-30T10:00 12-31T10:00"],
  ])("in %s %s after %s: %s", (timezone, pattern, after, expected) => {
    const slots = firstSlots(cron(pattern, timezone), at(after), 2);
    expect(slots.map((slot) => iso(slot).slice(5, 16)).join(" ")).toBe(expected);
  });
});

describe("days", () => {
  test.each([
    ["0 0 13 * fri", "2026-02-01", "2026-02-06 2026-02-13 2026-02-20"],
    ["0 0 */2 * mon", "2026-02-01", "2026-02-09 2026-02-23 2026-03-09"],
    ["0 0 1-7 * */7", "2026-02-01", "2026-03-01 2026-04-05 2026-05-03"],
    ["0 0 L * *", "2028-01-15", "2028-01-31 2028-02-29 2028-03-31"],
    ["0 0 L,15 * *", "2026-02-01", "2026-02-15 2026-02-28 2026-03-15"],
    ["0 0 * * fri#2", "2026-02-01", "2026-02-13 2026-03-13 2026-04-10"],
    ["0 0 * * mon#5", "2026-02-01", "2026-03-30 2026-06-29 2026-08-31"],
    ["0 0 * * sunL", "2026-02-01", "2026-02-22 2026-03-29 2026-04-26"],
    ["0 0 29 2 *", "2026-02-01", "2028-02-29 2032-02-29 2036-02-29"],
    ["0 0 29 2 *", "2096-02-29", "2104-02-29 2108-02-29 2112-02-29"],
    ["0 0 1 1 *", "1969-06-01", "1970-01-01 1971-01-01 1972-01-01"],
  ])("%s after %s: %s", (pattern, after, expected) => {
    const slots = firstSlots(cron(pattern), at(after), 3);
    expect(slots.map((slot) => iso(slot).slice(0, 10)).join(" ")).toBe(expected);
  });

  test("a pattern that only ever falls into its zone's gap has no slot", () => {
    expect(nextSlot(cron("* 3 * 3 sunL", "Europe/Helsinki"), at("2027-01-01"))).toBeNull();
  });
});

describe("seconds", () => {
  test.each([
    ["*/20 * * * * *", "2026-02-01T00:00:00Z", "00:00:20 00:00:40 00:01:00"],
    ["5,50 59 23 * * *", "2026-02-01T23:59:05Z", "23:59:50 23:59:05 23:59:50"],
    ["30 */10 * * * *", "2026-02-01T00:00:30.001Z", "00:10:30 00:20:30 00:30:30"],
  ])("%s after %s: %s", (pattern, after, expected) => {
    const slots = firstSlots(cron(pattern), at(after), 3);
    expect(slots.map((slot) => iso(slot).slice(11)).join(" ")).toBe(expected);
  });
});

describe("every", () => {
  const every = { kind: "every", everyMs: 15 * minute } as const;

  test.each([
    ["floats from what it is given", null, 1_000, 1_000 + 15 * minute],
    ["lies on the grid of its anchor", 2_000, 15 * minute, 15 * minute + 2_000],
    ["is strictly after", 2_000, 15 * minute + 2_000, 30 * minute + 2_000],
    ["reaches back before its anchor", 60 * minute, 1, 15 * minute],
    ["reaches back before the epoch", 0, -1, 0],
  ])("%s", (_, anchor, after, expected) => {
    expect(nextSlot(every, after, anchor)).toBe(expected);
  });

  test("no cadence has no slot", () => {
    expect([...slotsAfter({ kind: "none" }, 0)]).toEqual([]);
  });
});

describe("the gap around a slot is that to its nearer neighbour", () => {
  test.each([
    ["*/15 * * * *", "2026-02-03T10:15Z", 15 * minute],
    ["*/15 9-17 * * *", "2026-02-03T17:45Z", 15 * minute],
    ["*/15 9-17 * * *", "2026-02-03T09:00Z", 15 * minute],
    ["0 2 * * *", "2026-02-03T02:00Z", day],
    ["0 2 * * mon", "2026-02-02T02:00Z", 7 * day],
    ["0 0 1 1 *", "2026-01-01T00:00Z", 365 * day],
    ["0 0 29 2 *", "2028-02-29T00:00Z", 1461 * day],
    ["* * * * * *", "2026-02-03T10:15Z", 1_000],
  ])("%s at %s", (pattern, slot, gap) => {
    expect(gapAt(cron(pattern), at(slot))).toBe(gap);
  });

  test("an interval is its own gap, and no cadence has none", () => {
    expect(gapAt({ kind: "every", everyMs: hour }, 0)).toBe(hour);
    expect(gapAt({ kind: "none" }, 0)).toBeNull();
  });
});
