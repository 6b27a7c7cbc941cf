import { expect, test } from "vitest";
import { cutToWidth, displayWidth, padToWidth } from "../../src/text/width.ts";

test.each([
  ["", 0],
  ["nightly-backup", 14],
  ["päivä", 5],
  ["e\u0301", 1],
  ["日本語", 6],
  ["한국어", 6],
  ["ｆｕｌｌ", 8],
  ["👍", 2],
  ["👩‍👧‍👦", 2],
  ["🇫🇮", 2],
  ["❤\ufe0f", 2],
  ["✓✗", 2],
  ["a…b", 3],
])("%j takes %i columns", (line, width) => {
  expect(displayWidth(line)).toBe(width);
});

test.each([
  ["a line that fits stays", "backup", 6, "backup"],
  ["a longer one ends in an ellipsis", "backups", 6, "backu…"],
  ["a wide character is not cut in two", "日本語", 4, "日…"],
  ["an accent stays with its letter", "e\u0301e\u0301e\u0301", 2, "e\u0301…"],
  ["a family stays together", "👩‍👧‍👦x👩‍👧‍👦", 4, "👩‍👧‍👦x…"],
  ["one column is the ellipsis", "backup", 1, "…"],
  ["no column is nothing", "backup", 0, ""],
])("cutToWidth: %s", (_, line, width, cut) => {
  expect(cutToWidth(line, width)).toBe(cut);
  expect(displayWidth(cut)).toBeLessThanOrEqual(width);
});

test("an ellipsis of ASCII takes its own width", () => {
  expect(cutToWidth("nightly-backup", 8, "...")).toBe("night...");
});

test("padToWidth counts columns, not characters", () => {
  expect(padToWidth("日本", 6)).toBe("日本  ");
  expect(padToWidth("4s", 4, "right")).toBe("  4s");
  expect(padToWidth("too long", 3)).toBe("too long");
});
