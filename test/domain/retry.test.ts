import { expect, test } from "vitest";
import { nextAttempt, nextDelivery } from "../../src/domain/retry.ts";
import { hour, minute, second } from "./judge-story.ts";

const first = { firstDueAt: 0, retryAfterMs: null };

test.each([
  [1, 5 * second],
  [2, 15 * second],
  [3, 45 * second],
  [4, 2 * minute],
  [5, 5 * minute],
  [6, 10 * minute],
  [60, 10 * minute],
])("after attempt %i the next comes after %i ms, and a fifth more by chance", (attempts, wait) => {
  const now = 5 * hour;
  expect(nextDelivery({ ...first, attempts }, now, 0)).toBe(now + wait);
  expect(nextDelivery({ ...first, attempts }, now, 0.999)).toBeLessThanOrEqual(now + wait * 1.2);
});

test("Retry-After is obeyed where it is longer, and shortens nothing", () => {
  const asked = (retryAfterMs: number) =>
    nextDelivery({ firstDueAt: 0, attempts: 2, retryAfterMs }, 0, 0);
  expect(asked(30 * second)).toBe(30 * second);
  expect(asked(second)).toBe(15 * second);
});

test("after 24 h nobody tries any more", () => {
  const late = { ...first, attempts: 100 };
  expect(nextDelivery(late, 24 * hour - 10 * minute, 0)).toBe(24 * hour);
  expect(nextDelivery(late, 24 * hour - 10 * minute + 1, 0)).toBeNull();
});

test.each([
  ["a failed run is tried again", "failed", 1, 5_000],
  ["as often as asked", "timed_out", 2, 5_000],
  ["and not more", "failed", 3, null],
  ["a good one is not", "succeeded", 1, null],
  ["what could not start is not", "unstartable", 1, null],
  ["a skipped one is not", "skipped", 1, null],
] as const)("%s", (_rule, outcome, made, expected) => {
  expect(nextAttempt({ attempts: 2, backoffMs: 4_000 }, outcome, made, 1_000)).toBe(expected);
});
