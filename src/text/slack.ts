import { cutText } from "./cut-text.ts";
import { neutraliseLine, neutraliseLines } from "./neutralise.ts";

/**
 * One line of foreign text for Slack, at most so many UTF-16 units: marks made harmless, nobody
 * mentioned, no fence opened, the three characters that Slack parses escaped, and only then cut.
 */
export function slackLine(text: string, longest: number): string {
  return cutEscaped(escapeForSlack(neutraliseLine(beginning(text, longest)).trim()), longest);
}

/** The end of foreign output of several lines, for inside a fence, cut at its beginning. */
export function slackTail(text: string, longest: number): string {
  const tail = text.length > longest * 4 ? text.slice(-longest * 4) : text;
  const lines = neutraliseLines(tail)
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
  const escaped = escapeForSlack(lines.replace(/^\n+|\n+$/gu, ""));
  if (escaped.length <= longest && tail.length === text.length) return escaped;
  const start = cleanStart(escaped, Math.max(0, escaped.length - longest + 2));
  // Whole lines read better, unless that would cost most of what is left.
  const line = escaped.indexOf("\n", start) + 1;
  const from = line > 0 && line - start < longest / 2 ? line : start;
  return `…\n${escaped.slice(from)}`;
}

/** `<url|label>`, or null for what a browser would not open as a page, or that is longer than a link should be. */
export function slackLink(url: string, label: string): string | null {
  const parsed = url.length > longestLink ? null : URL.parse(url.trim());
  if (parsed === null || !/^https?:$/u.test(parsed.protocol)) return null;
  const path = parsed.href.indexOf("/", parsed.protocol.length + 2);
  const href = parsed.href.slice(0, path) + encodeForLink(parsed.href.slice(path));
  return href.length > longestLink ? null : `<${href}|${slackLine(label, 80)}>`;
}

const longestLink = 1_000;

/** What ends a link for Slack, or is markup even inside of one. */
function encodeForLink(path: string): string {
  return path
    .replace(/[|<>\s"'`]|@(?=\w)/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("&", "&amp;");
}

/** Far more than is shown: what follows can't come into view, and a line of a megabyte costs nothing. */
function beginning(text: string, longest: number): string {
  return cutText(text, longest * 4);
}

function escapeForSlack(text: string): string {
  return text
    .replace(/`{3,}/gu, (fence) => "'".repeat(fence.length))
    .replace(/@(?=(?:here|channel|everyone|group)\b)/giu, "@\u{200b}")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

function cutEscaped(escaped: string, longest: number): string {
  if (escaped.length <= longest) return escaped;
  return `${cutText(escaped, longest - 1).replace(/&[a-z]{0,3}$/u, "")}…`;
}

/** The first place from `start` on that is inside neither an entity nor a character. */
function cleanStart(escaped: string, start: number): number {
  const entity = escaped.lastIndexOf("&", start - 1);
  const end = entity === -1 ? -1 : escaped.indexOf(";", entity) + 1;
  if (entity !== -1 && end > start && end - entity <= 5) return end;
  const unit = escaped.charCodeAt(start);
  return unit >= 0xdc00 && unit <= 0xdfff ? start + 1 : start;
}
