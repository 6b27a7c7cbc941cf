import { unreachable } from "../base/unreachable.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { AttemptOutcome } from "./attempt.ts";
import type { RouteNews, RouteRecord } from "./route-record.ts";

const second = 1_000;
const minute = 60 * second;

/** How long a route that takes nothing is left alone, after each failure; the last one repeats. */
const brokenPauses: readonly Milliseconds[] = [minute, 2 * minute, 5 * minute, 10 * minute];

/** Failures in a row that close a route for a while, though each might have been the last. */
const manyFailures = 5;
const failurePauses: readonly Milliseconds[] = [
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
];

/** So long nothing but failures, and the route counts as broken whatever they were. */
const brokenAfter: Milliseconds = 5 * minute;

/** A provider's word on when to come again is heeded up to this. */
const longestRetryAfter: Milliseconds = 24 * 60 * minute;

/** What is known of a route after an attempt to deliver over it. */
export function learnFromAttempt(
  record: RouteRecord,
  outcome: AttemptOutcome,
  at: EpochMilliseconds,
): RouteRecord {
  switch (outcome.kind) {
    case "delivered":
      return accept(record, outcome.receipt, at);
    case "try-later":
      return close(fail(record, outcome.reason, at), outcome.retryAfterMs, at);
    case "unknown":
      return close(fail(record, outcome.reason, at), null, at);
    case "refused":
      return outcome.broken
        ? breakDown(fail(record, outcome.reason, at), at)
        : fail(record, outcome.reason, at);
    default:
      return unreachable(outcome);
  }
}

/** What is known of a route after news of another kind. */
export function learnFromNews(
  record: RouteRecord,
  news: RouteNews,
  at: EpochMilliseconds,
): RouteRecord {
  switch (news.kind) {
    case "reached":
      return { ...record, reachedAt: at };
    case "unreached":
      return fail(record, news.reason, at);
    case "accepted":
      return accept(record, news.receipt, at);
    case "refused":
      return news.broken
        ? breakDown(fail(record, news.reason, at), at)
        : fail(record, news.reason, at);
    case "proved":
      return { ...record, provedAt: at, provedBy: news.by };
    default:
      return unreachable(news);
  }
}

function accept(
  record: RouteRecord,
  receipt: RouteRecord["acceptedReceipt"],
  at: EpochMilliseconds,
): RouteRecord {
  return {
    ...record,
    ...{ reachedAt: at, acceptedAt: at, acceptedReceipt: receipt, failuresInRow: 0 },
    ...{ failingSince: null, lastReason: null, brokenSince: null, closedUntil: null },
  };
}

function fail(record: RouteRecord, reason: string, at: EpochMilliseconds): RouteRecord {
  const failuresInRow = record.failuresInRow + 1;
  return { ...record, failuresInRow, failingSince: record.failingSince ?? at, lastReason: reason };
}

function breakDown(record: RouteRecord, at: EpochMilliseconds): RouteRecord {
  const pause = nth(brokenPauses, record.failuresInRow - 1);
  return { ...record, brokenSince: record.brokenSince ?? at, closedUntil: at + pause };
}

function close(
  record: RouteRecord,
  retryAfterMs: Milliseconds | null,
  at: EpochMilliseconds,
): RouteRecord {
  const { failuresInRow, failingSince, closedUntil } = record;
  const asked = retryAfterMs === null ? null : at + Math.min(retryAfterMs, longestRetryAfter);
  const many = failuresInRow >= manyFailures || record.brokenSince !== null;
  const paused = many ? at + nth(failurePauses, failuresInRow - manyFailures) : null;
  const ends = [asked, paused, closedUntil].filter((each) => each !== null);
  const long = many && failingSince !== null && at - failingSince >= brokenAfter;
  return {
    ...record,
    brokenSince: record.brokenSince ?? (long ? failingSince : null),
    closedUntil: ends.length === 0 ? null : Math.max(...ends),
  };
}

function nth(pauses: readonly Milliseconds[], index: number): Milliseconds {
  return pauses[Math.min(Math.max(index, 0), pauses.length - 1)] ?? 0;
}
