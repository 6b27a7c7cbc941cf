import type { DigestFacts, DigestRoute } from "./digest-facts.ts";
import { ageOf, utcSeconds } from "./words/when.ts";

/** Each route: what it took, and whether it would be heard now. The broken ones first. */
export function routeLines({ routes, span }: DigestFacts): readonly string[] {
  const weight = ({ record, failed }: DigestRoute) =>
    ((record?.brokenSince ?? null) === null ? 0 : 2) + (failed > 0 ? 1 : 0);
  return routes
    .toSorted((one, other) => weight(other) - weight(one) || (one.route < other.route ? -1 : 1))
    .map((route) => `${route.route}: ${routeWords(route, span.until)}`);
}

function routeWords({ delivered, failed, waiting, record }: DigestRoute, now: number): string {
  const counts = [
    [delivered, "delivered"],
    [failed, "failed"],
    [waiting, "waiting"],
  ] as const;
  const told = counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  const parts = [told.length === 0 ? "nothing was to be told" : told.join(", ")];
  if (record === null) return [...parts, "never tried"].join("; ");
  const { brokenSince, lastReason, acceptedAt, provedAt } = record;
  if (brokenSince !== null) {
    const why = lastReason === null ? "" : `: ${lastReason}`;
    return [`broken since ${utcSeconds(brokenSince)} UTC${why}`, ...parts].join("; ");
  }
  if (acceptedAt !== null) parts.push(`last receipt ${ageOf(acceptedAt, now)}`);
  parts.push(
    provedAt === null ? "nobody has answered through it yet" : `proved ${ageOf(provedAt, now)}`,
  );
  return parts.join("; ");
}
