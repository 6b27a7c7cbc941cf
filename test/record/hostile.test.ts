import { describe, expect, test } from "vitest";
import { renderRecordHtml } from "../../src/record/html.ts";
import { renderRecordMarkdown } from "../../src/record/markdown.ts";
import { recordShape } from "../../src/record/schema.ts";
import { sampleRecord } from "./sample-record.ts";

/** What somebody who writes into a job's output, a tag or a receipt could try. */
const evils: readonly string[] = [
  "</pre></style><script>alert(1)</script>",
  `" onmouseover="alert(1)" x="`,
  "' style='position:fixed",
  "<img src=https://evil.example/x onerror=alert(1)>",
  "\n\n# Everything is fine\n\n| a | b |\n",
  "\n```\n````\n# out of the fence\n```",
  "](javascript:alert(1)) [x](https://evil.example)",
  "*bold* _it_ ~~no~~ `code` $x$ \\",
  "@ops #12 \u202egnp.exe \u001b[31mred\u001b[0m \0 \ud800",
  "&lt;b&gt; &#60; &amp;",
  "<!-- hidden --> <details>",
];

test("the sample has something in every field", () => {
  expect(recordShape.safeParse(sampleRecord()).error).toBeUndefined();
});

/** The tags of a page, with all of their attributes but those that hold text of the record. */
function tagsOf(page: string): readonly string[] {
  return [...page.matchAll(/<[^>]*>/gu)].map(([tag]) =>
    tag.replaceAll(/(?:data-label|aria-label)="[^"]*"/gu, "").replaceAll(/<title>|\s+/gu, " "),
  );
}

describe.each(evils)("with %j in every text", (evil) => {
  const record = sampleRecord(evil);

  test("the page has no tag more than without", () => {
    const page = renderRecordHtml(record);
    const plain = tagsOf(renderRecordHtml(sampleRecord())).filter(
      (tag) => !/^<\/?a[ >]/u.test(tag),
    );
    expect(tagsOf(page).filter((tag) => !/^<\/?a[ >]/u.test(tag))).toEqual(plain);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`);
    for (const [href] of page.matchAll(/href="[^"]*"/gu))
      expect(href).toMatch(/^href="https:\/\/wiki\.example\/x/u);
    // Only our own line feeds: nothing that acts on a terminal or hides a direction.
    expect(page.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}\u202e]/u);
  });

  test("the Markdown has no heading, row or fence more than without", () => {
    const shapeOf = (text: string) => {
      const lines = withoutFences(text);
      return {
        headings: lines.filter((line) => /^ {0,3}#/u.test(line)).length,
        rows: lines.filter((line) => line.startsWith("|")).map(cellsOf),
        lists: lines.filter((line) => line.startsWith("- ")).length,
        rules: lines.filter((line) => line === "---").length,
      };
    };
    const markdown = renderRecordMarkdown(record);
    expect(shapeOf(markdown)).toEqual(shapeOf(renderRecordMarkdown(sampleRecord())));
    const prose = withoutFences(markdown)
      .join("\n")
      .replaceAll(/`[^`]*`/gu, "");
    expect(prose).not.toMatch(/<(?!!-- -->|https:\/\/wiki\.example\/x)/u);
    expect(prose).not.toMatch(/(?<![\w\\])@ops/u);
    expect(prose).not.toMatch(/(?<!\\)\]\(/u);
  });
});

/** Cells are parted by pipes that no backslash stands before. */
function cellsOf(row: string): number {
  return row.replaceAll(/\\./gu, "").split("|").length;
}

/** As CommonMark ends a fence: with at least as many backticks as began it. */
function withoutFences(text: string): readonly string[] {
  const kept: string[] = [];
  let fence: string | null = null;
  for (const line of text.split("\n")) {
    const [, ticks = ""] = /^(`{3,})/u.exec(line) ?? [];
    if (fence === null && ticks !== "") fence = ticks;
    else if (fence !== null && /^`{3,}\s*$/u.test(line) && line.trim().length >= fence.length)
      fence = null;
    else if (fence === null) kept.push(line);
  }
  expect(fence).toBeNull();
  return kept;
}

test("Markdown stays within what an issue takes, and says what it leaves out", () => {
  const record = sampleRecord();
  const [run] = record.runs;
  if (run === undefined) throw new Error("no run");
  const many = {
    ...record,
    runs: Array.from({ length: 60 }, () => ({ ...run, role: "occurrence" as const })),
  };
  const long = "x".repeat(8_000);
  const whole = renderRecordMarkdown({
    ...many,
    greenSignals: Array.from({ length: 20 }, () => long),
  });
  expect(whole.length).toBeLessThan(65_536);
  expect(whole).toContain("it is in the JSON and the HTML");
  expect(whole).toContain("## Timeline (UTC)");
});
