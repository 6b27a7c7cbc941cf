import { expect, it } from "vitest";
import { cutText } from "../../src/text/cut-text.ts";

it.each([
  ["a short text stays", "abc", 3, "abc"],
  ["a long one is cut", "abcd", 3, "abc"],
  ["a character of two units is not cut through", "ab\u{1f600}", 3, "ab"],
  ["one that just fits stays", "a\u{1f600}b", 3, "a\u{1f600}"],
  ["a mark for a secret is not cut through", "ab [redacted] c", 8, "ab "],
  ["a mark that just fits stays", "ab [redacted] c", 13, "ab [redacted]"],
  ["a mark before the cut stays", "[redacted] abcdef", 12, "[redacted] a"],
  ["nor is one at the very cut", "abc[redacted]", 4, "abc"],
  ["a mark and a character before it", "a\u{1f600}[redacted]", 5, "a\u{1f600}"],
  ["nothing is left of a lone mark", "[redacted]", 4, ""],
])("%s", (_, text, longest, expected) => {
  expect(cutText(text, longest)).toBe(expected);
});
