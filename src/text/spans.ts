/** A stretch of text that must not be shown: from the first index up to, not including, the second. */
export type Span = readonly [start: number, end: number];

export const redactedMark = "[redacted]";

/** Sorted, and with those that overlap or touch made one, so that no rest of one secret stays beside another. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((left, right) => left[0] - right[0])) {
    const last = merged.at(-1);
    if (last === undefined || span[0] > last[1]) merged.push(span);
    else if (span[1] > last[1]) merged[merged.length - 1] = [last[0], span[1]];
  }
  return merged;
}

/**
 * The text from `start` up to `end` with merged spans replaced by the mark. A span that crosses an
 * edge gives the whole mark: the cut never leaves a part of a secret, nor a part of the mark.
 */
export function coverSpans(
  text: string,
  spans: readonly Span[],
  start = 0,
  end = text.length,
): string {
  let covered = "";
  let at = start;
  for (const [from, to] of spans) {
    if (to <= start || from >= end) continue;
    covered += text.slice(at, Math.max(at, from)) + redactedMark;
    at = Math.min(to, end);
  }
  return covered + text.slice(at, end);
}
