import { assignmentSpans } from "./secret-assignments.ts";
import { privateKeySpans } from "./private-key.ts";
import { secretShapes } from "./secret-shapes.ts";
import type { Secrets } from "./secrets.ts";
import { coverSpans, mergeSpans, type Span } from "./spans.ts";

/** Replaces every known secret, and everything shaped like one, with `[redacted]`. */
export function redact(text: string, secrets: Secrets): string {
  return coverSpans(text, secretSpans(text, secrets));
}

/**
 * Where the secrets are: merged, in order. All are looked for in the original text, so that two secrets
 * that overlap leave no rest of either.
 */
export function secretSpans(text: string, secrets: Secrets): Span[] {
  if (text.length < 4) return [];
  return mergeSpans([
    ...secrets.needles.flatMap((needle) => occurrences(text, needle)),
    ...shapedSpans(text),
    ...secrets.patterns.flatMap((pattern) => wholeMatches(text, pattern)),
    ...assignmentSpans(text),
    ...privateKeySpans(text),
  ]);
}

/** Every place of a value, overlapping ones too; long values, where that gets dear, side by side only. */
function occurrences(text: string, needle: string): Span[] {
  const spans: Span[] = [];
  const step = needle.length <= 256 ? 1 : needle.length;
  let at = text.indexOf(needle);
  while (at !== -1) {
    const last = spans.at(-1);
    const runsOn = last !== undefined && at <= last[1];
    if (runsOn) spans[spans.length - 1] = [last[0], at + needle.length];
    else spans.push([at, at + needle.length]);
    at = text.indexOf(needle, at + step);
  }
  return spans;
}

function shapedSpans(text: string): Span[] {
  const lower = text.toLowerCase();
  const likely = secretShapes.filter(({ hints }) => hints.some((hint) => lower.includes(hint)));
  return likely.flatMap(({ find }) =>
    Array.from(text.matchAll(find), (match): Span => [
      match.index + (match[1]?.length ?? 0),
      match.index + match[0].length,
    ]),
  );
}

/** A user's pattern may match nothing at all, many times over. */
function wholeMatches(text: string, pattern: RegExp): Span[] {
  const spans = Array.from(text.matchAll(pattern), (match): Span => [
    match.index,
    match.index + match[0].length,
  ]);
  return spans.filter(([start, end]) => end > start);
}
