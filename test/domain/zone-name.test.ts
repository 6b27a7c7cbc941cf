import { describe, expect, test } from "vitest";
import { checkZone, complainOfZone } from "../../src/domain/zone-name.ts";

test.each(["UTC", "Europe/Helsinki", "America/New_York", "Asia/Kathmandu", "Etc/GMT-2"])(
  "%s is a zone",
  (zone) => {
    expect(checkZone(zone)).toEqual({ ok: true, value: zone });
  },
);

describe("a zone that is not known brings the nearest name", () => {
  test.each([
    ["Europe/Helsinky", "Europe/Helsinki"],
    ["Europe/Hlesinki", "Europe/Helsinki"],
    ["Helsinki", "Europe/Helsinki"],
    ["helsinky", "Europe/Helsinki"],
    ["Europa/Dublin", "Europe/Dublin"],
    ["America/NewYork", "America/New_York"],
    ["new york", "America/New_York"],
    ["UTC+2", "Etc/GMT-2"],
    ["GMT-5", "Etc/GMT+5"],
    ["+02:00", "Etc/GMT-2"],
    ["Mars/Olympus_Mons", null],
    ["", null],
  ])("%j: %s", (typed, suggestion) => {
    const checked = checkZone(typed);
    if (checked.ok) throw new Error("taken");
    expect(checked.failure.suggestion).toBe(suggestion);
    expect(complainOfZone(checked.failure)).toContain(suggestion ?? "IANA");
  });
});
