import { expect, test } from "vitest";
import { formatDuration, parseDuration } from "../../src/base/duration.ts";

test.each([
  ["500ms", 500],
  ["90s", 90_000],
  ["3m", 180_000],
  ["1h30m", 5_400_000],
  ["7d", 604_800_000],
  ["1d2h3m4s5ms", 93_784_005],
  ["1m500ms", 60_500],
  ["0s", 0],
  [" 10m ", 600_000],
  ["3653d", 315_619_200_000],
])("%j is %i ms", (text, milliseconds) => {
  expect(parseDuration(text)).toEqual({ ok: true, value: milliseconds });
});

test.each([
  ["", "nothing"],
  ["  ", "white space"],
  ["10", "no unit"],
  ["10 parsecs", "another unit"],
  ["5M", "capitals"],
  ["1.5h", "a fraction"],
  ["-5m", "below zero"],
  ["30m1h", "small before large"],
  ["1h1h", "a unit twice"],
  ["1h 30m", "a space inside"],
  ["3654d", "more than ten years"],
  ["99999999999999999999s", "beyond exact numbers"],
  ["1e3s", "an exponent"],
])("%j is no duration: %s", (text) => {
  expect(parseDuration(text)).toEqual({ ok: false, failure: { kind: "bad-duration", text } });
});

test.each([
  [0, "0ms"],
  [-5, "0ms"],
  [42, "42ms"],
  [999.4, "999ms"],
  [999.6, "1s"],
  [1_000, "1s"],
  [1_449, "1.4s"],
  [9_949, "9.9s"],
  [9_950, "10s"],
  [59_499, "59s"],
  [59_500, "1m"],
  [200_000, "3m 20s"],
  [3_599_600, "1h"],
  [7_200_000, "2h"],
  [7_230_000, "2h"],
  [86_399_999, "1d"],
  [615_600_000, "7d 3h"],
])("%d ms reads %j", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
