import { ok, type Result } from "../base/result.ts";
import type { StoreFailure } from "./failure.ts";
import type { StoredNotice } from "./incident-row.ts";
import { appendAudit } from "./audit-append.ts";
import { readNoticesWhere } from "./notices-read.ts";
import { settleNotices } from "./outbox-write.ts";
import { prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";
import type { Instead, StrandedQuestion } from "./passing-on.ts";

/** Oldest first. */
export function readStranded(store: Store, question: StrandedQuestion): readonly StoredNotice[] {
  const { now, routes, limit } = question;
  return readNoticesWhere(store, stranded, [now, JSON.stringify(routes), now, limit]);
}

const stranded = `passed_on = 0 AND notices.state IN ('waiting', 'refused', 'given-up')
  AND notices.due_at <= ? AND recalled = 0 AND (notices.state <> 'waiting'
    OR notices.route IN (SELECT route FROM route_records WHERE broken_since IS NOT NULL)
    OR notices.route NOT IN (SELECT value FROM json_each(?)))
  AND NOT EXISTS (SELECT 1 FROM messages WHERE messages.number = notices.message
    AND messages.lease_until > ?)
  ORDER BY notices.number LIMIT ?`;

/**
 * Owes notices to others too. Whoever has, or had, a notice of the same change gets no second one,
 * so that nothing goes round in circles. What waits for a route that is gone is given up.
 */
export function passOn(
  store: Store,
  instead: readonly Instead[],
  routes: readonly string[],
  deed: Deed,
): Result<number, StoreFailure> {
  return transact(store, () => {
    let owed = 0;
    for (const { notice, to } of instead) {
      if (prepare(store, mark).run(notice).changes === 0) continue;
      for (const { route, recipient } of to)
        owed += prepare(store, copy).run(
          ...[route, recipient, deed.now, notice, route, recipient],
        ).changes;
      leaveRoute(store, notice, JSON.stringify(routes), deed);
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

/** What still waits for a route that is gone is over, with the message it was to leave in. */
function leaveRoute(store: Store, notice: number, routes: string, deed: Deed): void {
  const row = prepare(store, selectGone).get(notice, routes) as GoneRow | undefined;
  if (row === undefined) return;
  const [message, unsure, route, incident] = row;
  if (message !== null) {
    const state = unsure === 0 ? "given-up" : "unknown";
    settleNotices(store, message, state, { attempt: 0, receiptDigest: null, deed });
    return;
  }
  prepare(store, "UPDATE notices SET state = 'given-up' WHERE number = ?").run(notice);
  appendAudit(store, {
    ...{ at: deed.now, kind: "notice-given-up", actor: deed.by, subject: `INC-${incident}` },
    data: { route, notices: [notice], state: "given-up" },
  });
}

const selectGone = `SELECT notices.message, messages.unsure, notices.route, notices.incident
  FROM notices LEFT JOIN messages ON messages.number = notices.message
  WHERE notices.number = ? AND notices.state = 'waiting'
    AND notices.route NOT IN (SELECT value FROM json_each(?))`;

type GoneRow = readonly [number | null, number | null, string, number];
