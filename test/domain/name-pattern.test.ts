import { describe, expect, test } from "vitest";
import { matchesAnyPattern, matchesNamePattern } from "../../src/domain/name-pattern.ts";

describe("a pattern fits a name", () => {
  test.each([
    ["web-1", "web-1", true],
    ["web-1", "web-12", false],
    ["web-*", "web-", true],
    ["web-*", "web-12", true],
    ["*-1", "web-1", true],
    ["*", "", true],
    ["w*b*1", "web-web-1", true],
    ["w*b*1", "web-2", false],
    ["web-?", "web-1", true],
    ["web-?", "web-", false],
    ["a.c", "abc", false],
    ["", "x", false],
    ["**a**", "bab", true],
  ])("%s and %s: %s", (pattern, name, expected) => {
    expect(matchesNamePattern(pattern, name)).toBe(expected);
  });

  test("or one of several, or there is none to fit", () => {
    expect(matchesAnyPattern(["db1", "web-*"], "web-3")).toBe(true);
    expect(matchesAnyPattern(["db1", "web-*"], "db2")).toBe(false);
    expect(matchesAnyPattern([], "anything")).toBe(true);
  });

  test("without taking longer for many stars", () => {
    expect(matchesNamePattern(`${"*a".repeat(500)}b`, "a".repeat(20_000))).toBe(false);
  });
});
