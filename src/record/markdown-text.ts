import { neutraliseLine, neutraliseLines } from "../text/neutralise.ts";

/**
 * One line of captured text for Markdown, to stand inside a line of ours: nothing in it is markup,
 * names nobody (`@ops` in an issue would call them) and links to no other issue.
 */
export function markdownLine(text: string): string {
  return neutraliseLine(text)
    .replace(/[\\`*_[\]|~$]/gu, String.raw`\$&`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/(?<![\p{L}\p{N}])([@#])(?=[\p{L}\p{N}])/gu, "$1<!-- -->");
}

/** One line as code, behind more backticks than it holds. Not for tables. */
export function markdownCode(text: string): string {
  const body = neutraliseLine(text);
  const longest = Math.max(0, ...[...body.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/u.test(body) ? " " : "";
  return `${fence}${pad}${body}${pad}${fence}`;
}

/** A link where the text is a plain URL, else the text. */
export function markdownLink(text: string): string {
  const isPlain =
    /^https?:\/\/[A-Za-z0-9][A-Za-z0-9.:-]*(?:\/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?$/u;
  return isPlain.test(text) ? `<${text}>` : markdownLine(text);
}

/** Captured text in a fence that is longer than any in it. */
export function markdownFence(text: string): string {
  const body = neutraliseLines(text).trimEnd();
  const longest = Math.max(2, ...[...body.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${body}\n${fence}`;
}

/** Cells are Markdown already. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** `- **label:** text`, those with a text; the text is Markdown already. */
export function markdownFacts(
  facts: readonly (readonly [label: string, text: string | null])[],
): string {
  return facts
    .flatMap(([label, text]) => (text === null || text === "" ? [] : [`- **${label}:** ${text}`]))
    .join("\n");
}
