import { shortestSecret, type Secrets } from "./secrets.ts";
import type { Span } from "./spans.ts";

/**
 * A known secret longer than the margin (a key file in a variable) can reach from kept text into what
 * was dropped. Its beginning then ends the head, or its end starts the tail.
 */
export function brokenEdgeSpans(
  head: string,
  tail: string,
  margin: number,
  secrets: Secrets,
): { readonly head: readonly Span[]; readonly tail: readonly Span[] } {
  // A character takes at most three bytes for each of its UTF-16 units.
  const long = secrets.needles.filter((needle) => needle.length * 3 > margin);
  return {
    head: long.flatMap((needle) => {
      const length = overlap(needle, (part) => head.endsWith(needle.slice(0, part)));
      return length === 0 ? [] : [[head.length - length, head.length] as const];
    }),
    tail: long.flatMap((needle) => {
      const length = overlap(needle, (part) => tail.startsWith(needle.slice(-part)));
      return length === 0 ? [] : [[0, length] as const];
    }),
  };
}

/** The longest part that fits; 0 where it is too short to be a secret. */
function overlap(needle: string, fits: (length: number) => boolean): number {
  for (let length = needle.length; length >= shortestSecret; length -= 1) {
    if (fits(length)) return length;
  }
  return 0;
}
