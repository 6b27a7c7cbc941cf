import { expect, test } from "vitest";
import { parseMonitorName } from "../../src/domain/monitor-name.ts";

test.each([
  "a",
  "nightly-backup",
  "Backup_2.daily",
  "acme/billing/sync",
  "x".repeat(128),
  "INC-",
  "INC-4a",
  "4",
])("%j is a name", (name) => {
  expect(parseMonitorName(name)).toEqual({ ok: true, value: name });
});

test.each([
  ["", "empty"],
  ["-q", "looks-like-an-option"],
  ["--", "looks-like-an-option"],
  ["two words", "bad-character"],
  ["päivä", "bad-character"],
  ["a\n", "bad-character"],
  ["a\0", "bad-character"],
  ["a:b", "bad-character"],
  [".", "no-letter"],
  ["../..", "no-letter"],
  ["/", "no-letter"],
  ["x".repeat(129), "too-long"],
  ["INC-4", "looks-like-an-incident"],
  ["inc-0042", "looks-like-an-incident"],
])("%j is none: %s", (name, reason) => {
  expect(parseMonitorName(name)).toEqual({
    ok: false,
    failure: { kind: "bad-name", name, reason },
  });
});
