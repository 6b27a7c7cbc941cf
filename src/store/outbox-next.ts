import type { EpochMilliseconds } from "../base/time.ts";
import type { OpenRoute } from "./claim-question.ts";
import { prepare, type Store } from "./store.ts";

/** When a claim may give something of these routes; null for never. */
export function readNextDelivery(store: Store, routes: readonly Asked[]): EpochMilliseconds | null {
  const times = routes.flatMap((route) => nextOf(store, route) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

type Asked = Pick<OpenRoute, "route" | "digest">;

function nextOf(store: Store, { route, digest }: Asked): EpochMilliseconds | null {
  const [open, leasedUntil] = prepare(store, selectOpen).get(digest, route) as OpenTimes;
  const free = prepare(store, selectFree).get(route) as [EpochMilliseconds] | undefined;
  const times = [open, free?.[0] ?? null].filter((time) => time !== null);
  if (times.length === 0) return null;
  const closed = prepare(store, selectClosed).get(route, digest) as [EpochMilliseconds] | undefined;
  if (closed === undefined) return Math.min(...times);
  // A route that failed is tried with one message at a time.
  return Math.max(Math.min(...times), closed[0], leasedUntil ?? closed[0]);
}

type OpenTimes = readonly [EpochMilliseconds | null, EpochMilliseconds | null];

const selectOpen = `SELECT min(max(
    CASE route_digest WHEN ? THEN next_at ELSE due_at END, coalesce(lease_until, 0))), max(lease_until)
  FROM messages WHERE route = ? AND state = 'open'`;

const selectClosed = `SELECT closed_until FROM route_records
  WHERE route = ? AND digest = ? AND closed_until IS NOT NULL`;

/** The first that does not wait for an earlier message to the same recipient about the same incident. */
const selectFree = `SELECT max(due_at, coalesce(held_until, due_at)) FROM notices AS free
  WHERE route = ? AND state = 'waiting' AND message IS NULL
    AND NOT EXISTS (SELECT 1 FROM notices AS earlier
      JOIN messages ON messages.number = earlier.message
      WHERE earlier.incident = free.incident AND earlier.route = free.route
        AND earlier.recipient = free.recipient AND earlier.state = 'waiting'
        AND (messages.lease_token IS NOT NULL OR messages.unsure > 0))
  ORDER BY due_at LIMIT 1`;
