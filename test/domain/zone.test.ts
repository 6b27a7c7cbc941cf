import { describe, expect, test } from "vitest";
import { instantOfWallTime, isKnownZone, zoneOffset } from "../../src/domain/zone.ts";

describe("a time zone", () => {
  test.each([
    ["Europe/Helsinki", true],
    ["UTC", true],
    ["Etc/GMT-2", true],
    ["Europe/Helsinky", false],
    ["+02:00", false],
    ["", false],
  ])("%s is known: %s", (zone, expected) => {
    expect(isKnownZone(zone)).toBe(expected);
  });

  test.each([
    ["Europe/Helsinki", "2026-01-01T00:00:00Z", 120],
    ["Europe/Helsinki", "2026-07-01T00:00:00.999Z", 180],
    ["America/St_Johns", "2026-01-01T00:00:00Z", -210],
    ["Australia/Lord_Howe", "2026-07-01T00:00:00Z", 630],
    ["UTC", "1969-12-31T23:59:59.500Z", 0],
  ])("%s is ahead of UTC at %s by %d minutes", (zone, iso, minutes) => {
    expect(zoneOffset(Date.parse(iso), zone)).toBe(minutes * 60_000);
  });

  test.each([
    ["a plain time", "2026-07-01T12:00", "2026-07-01T09:00Z"],
    ["a time in the gap of spring is moved on", "2026-03-29T03:30", "2026-03-29T01:30Z"],
    ["the last moment before the gap", "2026-03-29T02:59", "2026-03-29T00:59Z"],
    ["the first moment after the gap", "2026-03-29T04:00", "2026-03-29T01:00Z"],
    ["of a repeated hour the first pass", "2026-10-25T03:30", "2026-10-25T00:30Z"],
    ["after the repeated hour", "2026-10-25T04:00", "2026-10-25T02:00Z"],
  ])("on the wall in Helsinki: %s", (_, wall, instant) => {
    const at = instantOfWallTime(Date.parse(`${wall}Z`), "Europe/Helsinki");
    expect(new Date(at).toISOString()).toBe(new Date(instant).toISOString());
  });
});
