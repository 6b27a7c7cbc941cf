import { describe, expect, test } from "vitest";
import { CadenceError, nextSlots, type SlotCadence } from "../../src/sdk/index.ts";

const after = new Date("2027-03-27T12:00:00Z");
const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString());

describe("nextSlots", () => {
  test("gives the slots of a cron expression in a zone", () => {
    expect(
      iso(nextSlots({ cron: "30 3 * * *", timezone: "Europe/Helsinki" }, { after, count: 2 })),
    ).toEqual(["2027-03-28T01:00:00.000Z", "2027-03-29T00:30:00.000Z"]);
  });

  test("takes the host's zone unless told another", () => {
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const cron = "30 3 * * *";
    expect(nextSlots({ cron }, { after, count: 3 })).toEqual(
      nextSlots({ cron, timezone }, { after, count: 3 }),
    );
  });

  test.each([
    ["from its anchor", { every: "15m", anchor: new Date("2027-03-27T12:05:00Z") }, "12:05"],
    ["from an anchor in milliseconds", { every: 900_000, anchor: 60_000 }, "12:01"],
    ["from the epoch", { every: "15m" }, "12:15"],
  ])("counts an interval %s", (_, cadence, first) => {
    expect(iso(nextSlots(cadence, { after, count: 1 }))[0]?.slice(11, 16)).toBe(first);
  });

  test("gives none when none are wanted", () => {
    expect(nextSlots({ cron: "@hourly" }, { after, count: 0 })).toEqual([]);
  });

  test.each<[string, SlotCadence, Partial<CadenceError>]>([
    ["out of range", { cron: "0 24 * * *" }, { kind: "out-of-range", column: 2, suggestion: "0" }],
    ["never", { cron: "0 0 30 2 *" }, { kind: "never", read: "30 2 *" }],
    [
      "zone",
      { cron: "@daily", timezone: "Europe/Helsinky" },
      { kind: "unknown-zone", suggestion: "Europe/Helsinki", column: null },
    ],
    ["short interval", { every: "10ms" }, { kind: "bad-interval", read: "10ms" }],
    ["no string", { cron: 5 as unknown as string }, { kind: "misused", read: "cron" }],
    ["both", { cron: "@daily", every: "1d" }, { kind: "misused" }],
    ["neither", {} as SlotCadence, { kind: "misused" }],
  ])("throws a CadenceError: %s", (_, cadence, detail) => {
    const give = () => nextSlots(cadence, { after, count: 1 });
    expect(give).toThrow(CadenceError);
    expect(give).toThrow(expect.objectContaining(detail));
  });

  test.each([
    ["an invalid date", { after: new Date(Number.NaN), count: 1 }],
    ["a date before clocks had zones", { after: new Date("1800-01-01"), count: 1 }],
    ["half a slot", { after, count: 1.5 }],
    ["fewer than none", { after, count: -1 }],
  ])("throws a RangeError for %s", (_, query) => {
    expect(() => nextSlots({ cron: "@daily" }, query)).toThrow(RangeError);
  });
});
