import { expect, test } from "vitest";
import { formatSize, parseSize } from "../../src/base/size.ts";

test.each([
  ["4096", 4_096],
  ["1B", 1],
  ["64KiB", 65_536],
  ["1GiB", 2 ** 30],
  ["10MB", 10_000_000],
  ["1kB", 1_000],
  ["1.5 MiB", 1_572_864],
  [" 2TB ", 2e12],
  ["0", 0],
])("%j is %i bytes", (text, bytes) => {
  expect(parseSize(text)).toEqual({ ok: true, value: bytes });
});

test.each(["", "MiB", "-1", "1e3", "10 parsecs", "1mib", "1 constructor", "9999999TiB", "1,5MB"])(
  "%j is no size",
  (text) => {
    expect(parseSize(text)).toEqual({ ok: false, failure: { kind: "bad-size", text } });
  },
);

test.each([
  [0, "0 B"],
  [812, "812 B"],
  [1_023, "1023 B"],
  [1_024, "1 KiB"],
  [1_536, "1.5 KiB"],
  [10_240, "10 KiB"],
  [65_536, "64 KiB"],
  [1_048_575, "1 MiB"],
  [1_288_490_189, "1.2 GiB"],
  [2 ** 50, "1024 TiB"],
])("%i bytes read %j", (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});
