import type { EpochMilliseconds } from "../base/time.ts";
import type { Cancellation } from "../domain/notice.ts";
import { prepare, type Store } from "./store.ts";
import type { IncidentStory, Reheld } from "./tick-facts.ts";

/** Adds what an incident owes to the outbox. */
export function oweNotices(
  store: Store,
  incident: number,
  { notices, owner, heldUntil }: IncidentStory,
  now: EpochMilliseconds,
): void {
  for (const notice of notices) {
    const { revision, kind, severity, route, recipient, group, quiet, dueAt } = notice;
    const columns = [revision, kind, severity, owner, route, recipient, group, Number(quiet)];
    prepare(store, insert).run(incident, ...columns, now, dueAt, heldUntil);
  }
}

const insert = `INSERT INTO notices (incident, revision, kind, severity, owner, route, recipient,
    group_key, quiet, created_at, due_at, held_until)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

/**
 * Takes back notices that wait. One that is in somebody's hands, or that may have arrived, is marked,
 * and taken back for good once it is certain that it did not arrive.
 */
export function cancelNotices(
  store: Store,
  incident: number,
  cancellations: readonly Cancellation[],
): void {
  for (const { kinds, route, recipient } of cancellations)
    for (const kind of kinds) prepare(store, cancel).run(incident, kind, route, recipient);
}

const cancel = `UPDATE notices SET recalled = 1,
    state = CASE WHEN EXISTS (SELECT 1 FROM messages WHERE number = notices.message
      AND (lease_token IS NOT NULL OR unsure > 0)) THEN 'waiting' ELSE 'cancelled' END
  WHERE incident = ? AND kind = ? AND state = 'waiting'
    AND route = coalesce(?, route) AND recipient = coalesce(?, recipient)`;

/** Moves notices whose silence ends otherwise than it was told when they were owed. */
export function reholdNotices(store: Store, reheld: readonly Reheld[]): void {
  for (const { notice, dueAt, heldUntil } of reheld)
    prepare(store, rehold).run(dueAt, heldUntil, notice.number, notice.heldUntil);
}

const rehold = `UPDATE notices SET due_at = ?, held_until = ?
  WHERE number = ? AND state = 'waiting' AND message IS NULL AND held_until = ?`;
