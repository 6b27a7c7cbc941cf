import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { RouteRecord } from "./route-record.ts";

/** How far a route is known to lead, the latest that was learned; nothing counts for ever. */
export type Readiness =
  /** Nobody has tried it, or only in another config. */
  | { readonly kind: "configured" }
  /** The other end answers; whether it takes a message, nobody knows. */
  | { readonly kind: "reachable"; readonly at: EpochMilliseconds }
  /** A provider took a message. */
  | { readonly kind: "accepted"; readonly at: EpochMilliseconds }
  /** A person answered a message that came by it. */
  | { readonly kind: "proved"; readonly at: EpochMilliseconds; readonly by: string }
  /** What was learned is too long ago. */
  | { readonly kind: "stale"; readonly at: EpochMilliseconds }
  /** It takes nothing, or nothing has got through for a while. */
  | {
      readonly kind: "broken";
      readonly since: EpochMilliseconds;
      readonly reason: string | null;
    };

/** A little over a month: a route that is used once a month does not go stale in between. */
const countsFor: Milliseconds = 35 * 86_400_000;

/** So many failures in a row are more than a bad moment. */
const manyFailures = 3;

/** How a route stands now; `digest` names its config as it is now. */
export function readinessOf(
  record: RouteRecord | null,
  digest: string,
  now: EpochMilliseconds,
): Readiness {
  if (record?.digest !== digest) return { kind: "configured" };
  const { brokenSince, failingSince, failuresInRow, lastReason: reason } = record;
  if (brokenSince !== null) return { kind: "broken", since: brokenSince, reason };
  if (failingSince !== null && failuresInRow >= manyFailures)
    return { kind: "broken", since: failingSince, reason };
  const { provedAt, provedBy, acceptedAt, reachedAt } = record;
  if (counts(provedAt, now)) return { kind: "proved", at: provedAt, by: provedBy ?? "somebody" };
  if (counts(acceptedAt, now)) return { kind: "accepted", at: acceptedAt };
  const before = latest(provedAt, acceptedAt);
  if (before !== null) return { kind: "stale", at: before };
  return counts(reachedAt, now) ? { kind: "reachable", at: reachedAt } : { kind: "configured" };
}

/** Whether an alert by this route could be heard now, by what is known. */
export function couldBeHeard({ kind }: Readiness): boolean {
  return kind === "accepted" || kind === "proved";
}

function counts(at: EpochMilliseconds | null, now: EpochMilliseconds): at is EpochMilliseconds {
  return at !== null && now - at < countsFor;
}

function latest(...instants: readonly (EpochMilliseconds | null)[]): EpochMilliseconds | null {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 ? null : Math.max(...known);
}
