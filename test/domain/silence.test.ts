import { describe, expect, test } from "vitest";
import { isSilencedBy, type Silence } from "../../src/domain/silence.ts";

const at = (iso: string) => Date.parse(iso);
const once: Silence = {
  reason: "move",
  monitors: ["nightly-*", "billing-sync"],
  window: { kind: "once", from: at("2026-11-20T10:00Z"), until: at("2026-11-20T12:00Z") },
};
const weekly = (from: number, until: number, timezone = "UTC"): Silence => ({
  reason: "patch night",
  monitors: [],
  window: { kind: "weekly", days: ["sun"], fromMinute: from, untilMinute: until, timezone },
});

describe("a silence that comes once", () => {
  test.each([
    ["before it starts", "billing-sync", "2026-11-20T09:59:59.999Z", false],
    ["as it starts", "billing-sync", "2026-11-20T10:00Z", true],
    ["just before its end", "billing-sync", "2026-11-20T11:59:59.999Z", true],
    ["at its end", "billing-sync", "2026-11-20T12:00Z", false],
    ["for a name that fits a pattern", "nightly-backup", "2026-11-20T11:00Z", true],
    ["for another monitor", "billing", "2026-11-20T11:00Z", false],
  ])("%s", (_, monitor, iso, expected) => {
    expect(isSilencedBy(once, monitor, at(iso))).toBe(expected);
  });
});

describe("a silence that comes each Sunday", () => {
  const evening = weekly(20 * 60, 22 * 60);
  const overnight = weekly(22 * 60, 2 * 60);
  const wholeDay = weekly(0, 0);
  // 2026-11-22 is a Sunday.
  test.each([
    ["on the day, before", evening, "2026-11-22T19:59:59Z", false],
    ["on the day, as it starts", evening, "2026-11-22T20:00Z", true],
    ["on the day, at its end", evening, "2026-11-22T22:00Z", false],
    ["on another day", evening, "2026-11-21T21:00Z", false],
    ["over midnight, before", overnight, "2026-11-22T21:59Z", false],
    ["over midnight, on the day", overnight, "2026-11-22T23:00Z", true],
    ["over midnight, the day after", overnight, "2026-11-23T01:59Z", true],
    ["over midnight, at its end", overnight, "2026-11-23T02:00Z", false],
    ["over midnight, the morning of the day itself", overnight, "2026-11-22T01:00Z", false],
    ["all day", wholeDay, "2026-11-22T13:00Z", true],
    ["all day, the day after", wholeDay, "2026-11-23T00:00Z", false],
    ["before 1970", evening, "1969-12-28T21:00Z", true],
  ])("%s", (_, silence, iso, expected) => {
    expect(isSilencedBy(silence, "x", at(iso))).toBe(expected);
  });

  test("by the clock of its zone, in summer and in winter", () => {
    const silence = weekly(20 * 60, 22 * 60, "Europe/Helsinki");
    const covers = (iso: string) => isSilencedBy(silence, "x", at(iso));
    expect([covers("2026-07-05T17:00Z"), covers("2026-07-05T19:00Z")]).toEqual([true, false]);
    expect([covers("2026-11-22T18:00Z"), covers("2026-11-22T17:59Z")]).toEqual([true, false]);
  });
});
