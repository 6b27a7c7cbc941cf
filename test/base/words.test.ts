import { expect, test } from "vitest";
import { fail, ok } from "../../src/base/result.ts";
import { toIso, toIsoOrNull } from "../../src/base/time.ts";
import { unreachable } from "../../src/base/unreachable.ts";

test("an instant is ISO-8601 in UTC with milliseconds outside", () => {
  expect(toIso(0)).toBe("1970-01-01T00:00:00.000Z");
  expect(toIso(1_795_142_400_001)).toBe("2026-11-20T02:40:00.001Z");
  expect(toIsoOrNull(null)).toBeNull();
  expect(toIsoOrNull(1)).toBe("1970-01-01T00:00:00.001Z");
});

test("a result is a value or a failure", () => {
  expect(ok(1)).toEqual({ ok: true, value: 1 });
  expect(fail("why")).toEqual({ ok: false, failure: "why" });
});

test("what no switch foresaw is a bug that names the value", () => {
  expect(() => unreachable({ kind: "odd" } as never)).toThrow('unreachable: {"kind":"odd"}');
});
