import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Taker } from "../domain/route-failover.ts";
import type { StoreFailure } from "./failure.ts";
import type { StoredNotice } from "./incident-row.ts";
import { readNoticesWhere } from "./notices-read.ts";
import { prepare, transact, type Store } from "./store.ts";

export interface StrandedQuestion {
  readonly now: EpochMilliseconds;
  /** The routes of the config in force. */
  readonly routes: readonly string[];
  readonly limit: number;
}

/** A part of `WatchStore`. */
export interface PassingOn {
  /** Notices that are due and that their route won't take; those passed on already are left out. */
  readonly stranded: (
    question: StrandedQuestion,
  ) => Promise<Result<readonly StoredNotice[], StoreFailure>>;
  /** Owes each of them to others in its place; how many are owed by that. */
  readonly passOn: (
    instead: readonly Instead[],
    routes: readonly string[],
    now: EpochMilliseconds,
  ) => Promise<Result<number, StoreFailure>>;
}

/** Who gets a notice in the place of its route. */
export interface Instead {
  readonly notice: number;
  readonly to: readonly Taker[];
}

/**
 * Notices that are due and that their route won't take, since it is broken, is gone from the config,
 * or refused them, and that nobody passed on yet. Oldest first.
 */
export function readStranded(store: Store, question: StrandedQuestion): readonly StoredNotice[] {
  const { now, routes, limit } = question;
  return readNoticesWhere(store, stranded, [now, JSON.stringify(routes), limit]);
}

const stranded = `passed_on = 0 AND notices.state IN ('waiting', 'refused', 'given-up')
  AND notices.due_at <= ? AND (notices.state <> 'waiting'
    OR notices.route IN (SELECT route FROM route_records WHERE broken_since IS NOT NULL)
    OR notices.route NOT IN (SELECT value FROM json_each(?)))
  ORDER BY notices.number LIMIT ?`;

/**
 * Owes notices to others too. Whoever has, or had, a notice of the same change gets no second one,
 * so that nothing goes round in circles. What waits for a route that is gone is given up.
 */
export function passOn(
  store: Store,
  instead: readonly Instead[],
  routes: readonly string[],
  now: EpochMilliseconds,
): Result<number, StoreFailure> {
  return transact(store, () => {
    let owed = 0;
    for (const { notice, to } of instead) {
      if (prepare(store, mark).run(notice).changes === 0) continue;
      for (const { route, recipient } of to)
        owed += prepare(store, copy).run(route, recipient, now, notice, route, recipient).changes;
      prepare(store, giveUp).run(notice, JSON.stringify(routes));
    }
    return ok(owed);
  });
}

const mark = "UPDATE notices SET passed_on = 1 WHERE number = ? AND passed_on = 0";
const copy = `INSERT INTO notices (incident, revision, kind, severity, owner, route, recipient,
    group_key, quiet, created_at, due_at, held_until)
  SELECT incident, revision, kind, severity, owner, ?, ?, group_key, 0, ?, due_at, NULL
    FROM notices WHERE number = ? AND NOT EXISTS (SELECT 1 FROM notices AS other
      WHERE other.incident = notices.incident AND other.revision = notices.revision
        AND other.kind = notices.kind AND other.route = ? AND other.recipient = ?
        AND other.state <> 'cancelled')
  ON CONFLICT DO NOTHING`;
const giveUp = `UPDATE notices SET state = 'given-up' WHERE number = ? AND state = 'waiting'
  AND message IS NULL AND route NOT IN (SELECT value FROM json_each(?))`;
