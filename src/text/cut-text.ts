import { redactedMark } from "./spans.ts";

/**
 * The beginning of a redacted text, at most so many UTF-16 units: a mark that stands for a secret, and a
 * character of two units, are left out rather than cut through.
 */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const mark = text.lastIndexOf(redactedMark, longest - 1);
  const end = mark !== -1 && mark + redactedMark.length > longest ? mark : longest;
  const last = text.charCodeAt(end - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end);
}
