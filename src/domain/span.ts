import type { EpochMilliseconds } from "../base/time.ts";
import type { Span } from "./facts.ts";

/** The first span that has an instant of [from, until] in common. */
export function findOverlap<Found extends Span>(
  spans: readonly Found[],
  from: EpochMilliseconds,
  until: EpochMilliseconds,
): Found | null {
  for (const span of spans) if (span.from <= until && span.until > from) return span;
  return null;
}
