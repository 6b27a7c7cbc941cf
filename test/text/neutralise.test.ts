import { describe, expect, test } from "vitest";
import { neutraliseLine, neutraliseLines } from "../../src/text/neutralise.ts";

describe("neutraliseLines", () => {
  test.each([
    ["plain text, tabs and line feeds stay", "a\tb\nc\n", "a\tb\nc\n"],
    [
      "letters of every script stay",
      "päivä 日本語 שלום 👩‍👧 e\u0301",
      "päivä 日本語 שלום 👩‍👧 e\u0301",
    ],
    ["a Windows line end is a line end", "a\r\nb\r\r\n", "a\nb\n"],
    ["a lone carriage return overwrites nothing", "all is well\rFAILED", "all is well\nFAILED"],
    ["colours go", "\u001b[1;31mred\u001b[0m\u001b[K \u001b[38:2::1:2:3mx\u001b[m", "red x"],
    ["clearing the screen is shown", "\u001b[2J\u001b[H", "\\x1b[2J\\x1b[H"],
    [
      "a hyperlink is shown",
      "\u001b]8;;https://evil.example\u001b\\ok\u001b]8;;\u0007",
      "\\x1b]8;;https://evil.example\\x1b\\ok\\x1b]8;;\\x07",
    ],
    ["writing the clipboard is shown", "\u001b]52;c;ZXZpbA==\u0007", "\\x1b]52;c;ZXZpbA==\\x07"],
    ["C1 controls are shown", "\u009b31m\u0085\u009d", "\\u{9b}31m\\u{85}\\u{9d}"],
    ["NUL, backspace and DEL are shown", "a\0b\bc\u007f", "a\\x00b\\x08c\\x7f"],
    ["direction overrides are shown", "a\u202eb\u2066c\u200f", "a\\u{202e}b\\u{2066}c\\u{200f}"],
    ["zero-width marks are shown", "pay\u200bpal\ufeff\u2060", "pay\\u{200b}pal\\u{feff}\\u{2060}"],
    ["a joiner between Latin letters is shown", "a\u200db", "a\\u{200d}b"],
    ["a joiner inside a Persian word stays", "می\u200cخواهم", "می\u200cخواهم"],
    ["tag characters are shown", "a\u{e0041}", "a\\u{e0041}"],
    ["fillers are shown", "a\u3164b\u115f", "a\\u{3164}b\\u{115f}"],
    ["line and paragraph separators are shown", "a\u2028b\u2029", "a\\u{2028}b\\u{2029}"],
    ["a lone surrogate becomes a replacement character", "a\ud800b", "a\ufffdb"],
    ["Arabic number signs, which are visible, stay", "\u0600١", "\u0600١"],
    ["emoji style marks stay", "❤\ufe0f", "❤\ufe0f"],
  ])("%s", (_, text, shown) => {
    expect(neutraliseLines(text)).toBe(shown);
  });

  test("nothing that a terminal acts on is left of all control characters", () => {
    const all = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).join("");
    // eslint-disable-next-line no-control-regex
    expect(neutraliseLines(all)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u);
  });
});

test.each([
  ["line feeds are shown", "a\nb\r\nc", "a\\nb\\r\\nc"],
  ["tabs are spaces", "a\tb", "a b"],
  ["colours go", "\u001b[31mred\u001b[0m", "red"],
  ["escapes are shown", "\u001b[2Jx\u202e", "\\x1b[2Jx\\u{202e}"],
])("neutraliseLine: %s", (_, text, shown) => {
  expect(neutraliseLine(text)).toBe(shown);
});
