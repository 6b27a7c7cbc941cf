import { describe, expect, test } from "vitest";
import { slackLine, slackLink, slackTail } from "../../src/text/slack.ts";

describe("a line for Slack", () => {
  test.each([
    ["plain words stay", "exit 1 after 41s", "exit 1 after 41s"],
    ["the three characters are escaped", "a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"],
    ["what is escaped already is shown as it is", "&lt;", "&amp;lt;"],
    ["a mention of all is words", "<!channel> hi", "&lt;!channel&gt; hi"],
    ["a mention of one is words", "<@U123|ana>", "&lt;@U123|ana&gt;"],
    ["a name that Slack knows is taken apart", "@here @Channel", "@\u{200b}here @\u{200b}Channel"],
    ["an address is not", "@hereford ana@here", "@hereford ana@\u{200b}here"],
    ["no fence is opened", "``` rm ````", "''' rm ''''"],
    ["lines become one", "a\r\nb", "a\\r\\nb"],
    ["colours go, other controls are shown", "\x1b[31mred\x1b[0m\x07\x00", "red\\x07\\x00"],
    ["direction marks are shown", "a\u{202e}b", "a\\u{202e}b"],
    ["half a character becomes a mark", "a\ud83d", "a\u{fffd}"],
  ])("%s", (_name, text, expected) => {
    expect(slackLine(text, 100)).toBe(expected);
  });

  test.each([
    ["abcdef", 5, "abcd…"],
    ["abcde", 5, "abcde"],
    ["a<<<", 5, "a…"],
    ["a<<<", 6, "a&lt;…"],
    ["a<<<", 13, "a&lt;&lt;&lt;"],
    ["ab\u{1f600}\u{1f600}", 5, "ab\u{1f600}…"],
    ["ab\u{1f600}\u{1f600}", 4, "ab…"],
    ["a [redacted] b", 8, "a …"],
  ])("%j cut to %i", (text, longest, expected) => {
    expect(slackLine(text, longest)).toBe(expected);
  });

  test("a megabyte costs no more than what is shown", () => {
    expect(slackLine("&".repeat(1 << 20), 50)).toBe(`${"&amp;".repeat(9)}…`);
  });
});

describe("the end of an output for Slack", () => {
  test.each([
    ["all of a short one", "a\nb\n", 100, "a\nb"],
    ["whole lines of a long one", "first line\nsecond\nthird", 15, "…\nsecond\nthird"],
    ["the end of a long line", "abcdefghijklmnop", 10, "…\nijklmnop"],
    ["no half of an entity", "aaaa<bb", 6, "…\nbb"],
    ["no half of a character", "aaa\u{1f600}bbb", 6, "…\nbbb"],
    ["no fence", "a\n```\nb", 100, "a\n'''\nb"],
    ["returns start lines", "50%\r100%", 100, "50%\n100%"],
  ])("%s", (_name, text, longest, expected) => {
    expect(slackTail(text, longest)).toBe(expected);
  });

  test.each([3, 7, 50, 51, 52, 53, 54])("never more than %i, whatever it holds", (longest) => {
    for (const text of ["<".repeat(200), "&>\n".repeat(90), "\u{1f600}".repeat(90)]) {
      const tail = slackTail(text, longest);
      expect(tail.length).toBeLessThanOrEqual(longest);
      expect(tail.isWellFormed()).toBe(true);
      expect(tail).toMatch(/^(?:&(?:amp|lt|gt);|[^&;])*$/u);
    }
  });
});

describe("a link for Slack", () => {
  test.each([
    ["https://a.example/x?a=1&b=2", "<https://a.example/x?a=1&amp;b=2|Go>"],
    ["https://a.example/x|y>z<w", "<https://a.example/x%7Cy%3Ez%3Cw|Go>"],
    ["https://a.example/#|<!channel>", "<https://a.example/#%7C%3C!channel%3E|Go>"],
    ["https://a.example/\n<!here>", "<https://a.example/%3C!here%3E|Go>"],
    ["https://ana@a.example/@here", "<https://ana@a.example/%40here|Go>"],
    ["javascript:alert(1)", null],
    ["/etc/runbook.md", null],
    [`https://a.example/${"x".repeat(1_000)}`, null],
  ])("%j", (url, expected) => {
    expect(slackLink(url, "Go")).toBe(expected);
  });
});
