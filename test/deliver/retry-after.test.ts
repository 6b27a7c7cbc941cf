import { expect, test } from "vitest";
import { readRetryAfter } from "../../src/deliver/retry-after.ts";

const date = "Fri, 20 Nov 2026 10:00:00 GMT";

test.each([
  ["30", date, 30_000],
  [" 0 ", null, 0],
  ["1.5", null, 1_500],
  ["Fri, 20 Nov 2026 10:02:00 GMT", date, 120_000],
  ["Fri, 20 Nov 2026 09:00:00 GMT", date, 0],
  ["Fri, 20 Nov 2026 10:02:00 GMT", null, null],
  ["Fri, 20 Nov 2026 10:02:00 GMT", "today", null],
  ["-5", date, null],
  ["1e9", date, null],
  ["99999999999999999999", date, null],
  ["soon", date, null],
  ["", date, null],
  [null, date, null],
])("Retry-After %j with Date %j: %j", (retryAfter, answered, expected) => {
  expect(readRetryAfter(retryAfter, answered)).toBe(expected);
});
