import type { EpochMilliseconds } from "../base/time.ts";
import type { NoticeKind } from "../domain/notice.ts";
import type { OpenMessage, WaitingNotice } from "../domain/outbox-row.ts";
import type { OpenRoute } from "./claim-question.ts";
import { prepare, type Store } from "./store.ts";

/** What of a route's outbox is due, and all of it that is part of a message. */
export function readWaiting(
  store: Store,
  route: string,
  now: EpochMilliseconds,
): readonly WaitingNotice[] {
  const free = prepare(store, selectFree).all(route, now, now);
  const owned = prepare(store, selectOwned).all(route);
  return ([...free, ...owned] as WaitingRow[]).map(
    ([number, incident, recipient, group, kind, dueAt, message, recalled]) => ({
      ...{ number, incident, recipient, group, kind, dueAt, message, recalled: recalled === 1 },
    }),
  );
}

const columns = `notices.number, notices.incident, notices.recipient, notices.group_key,
  notices.kind, notices.due_at, notices.message, notices.recalled`;

const selectFree = `SELECT ${columns} FROM notices
  WHERE route = ? AND state = 'waiting' AND message IS NULL AND due_at <= ?
    AND (held_until IS NULL OR held_until <= ?)
  ORDER BY due_at, number`;

/** Nobody is pressed once somebody has it, though the press may have been on its way then. */
const selectOwned = `SELECT ${columns} OR notices.kind IN ('reminder', 'escalated')
    AND (SELECT state FROM incidents WHERE number = notices.incident) <> 'opened'
  FROM messages JOIN notices ON notices.message = messages.number
  WHERE messages.route = ? AND messages.state = 'open' AND notices.state = 'waiting'`;

type WaitingRow = readonly [
  number,
  number,
  string,
  string,
  NoticeKind,
  EpochMilliseconds,
  number | null,
  number,
];

/**
 * Messages of a route that are not settled, oldest first. Those that failed under another config are
 * due at once.
 */
export function readOpenMessages(
  store: Store,
  { route, digest }: Pick<OpenRoute, "route" | "digest">,
  now: EpochMilliseconds,
): readonly OpenMessage[] {
  const select = `SELECT number, size, attempts, unsure,
      CASE route_digest WHEN ? THEN next_at ELSE due_at END, lease_until
    FROM messages WHERE route = ? AND state = 'open' ORDER BY number`;
  return (prepare(store, select).all(digest, route) as OpenRow[]).map(
    ([number, size, attempts, unsure, nextAt, leaseUntil]) => ({
      ...{ number, size, attempts, mayHaveArrived: unsure > 0, nextAt },
      leased: leaseUntil !== null && leaseUntil > now,
    }),
  );
}

type OpenRow = readonly [
  number,
  number,
  number,
  number,
  EpochMilliseconds,
  EpochMilliseconds | null,
];

/** Whether anything of a route may be due: two looks at an index. */
export function isAnythingDue(
  store: Store,
  { route, digest }: Pick<OpenRoute, "route" | "digest">,
  now: EpochMilliseconds,
): boolean {
  const free = `SELECT 1 FROM notices
    WHERE route = ? AND state = 'waiting' AND message IS NULL AND due_at <= ? LIMIT 1`;
  const open = `SELECT 1 FROM messages WHERE route = ? AND state = 'open'
    AND (next_at <= ? OR route_digest <> ?) AND (lease_until IS NULL OR lease_until <= ?) LIMIT 1`;
  return (
    prepare(store, free).get(route, now) !== undefined ||
    prepare(store, open).get(route, now, digest, now) !== undefined
  );
}
