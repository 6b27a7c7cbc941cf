import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { appendAudit } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import type { StoredNotice } from "./incident-row.ts";
import { readNoticesWhere } from "./notices-read.ts";
import { isSameChange, tellsOf } from "./outbox-heard.ts";
import { prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";

const longestWait = 24 * 60 * 60 * 1_000;

/** Notices that no route can take, where nobody heard of the same change and nobody still may. */
export function readUndeliverable(store: Store, now: EpochMilliseconds): readonly StoredNotice[] {
  const values = [now, now - longestWait, now - longestWait];
  return readNoticesWhere(store, where, values);
}

/** A waiting notice that nobody can send: its route is broken, or nobody took it up for a day. */
const isStuck = (notice: string) => `(
  ${notice}.route IN (SELECT route FROM route_records WHERE broken_since IS NOT NULL)
  OR ${notice}.message IS NULL AND ${notice}.due_at <= ?)`;

const where = `notices.number IN (
    SELECT number FROM notices
      WHERE told_at IS NULL AND state IN ('refused', 'given-up', 'unknown')
    UNION ALL SELECT number FROM notices AS waits
      WHERE state = 'waiting' AND due_at <= ? AND told_at IS NULL AND recalled = 0
        AND ${isStuck("waits")})
  AND NOT EXISTS (SELECT 1 FROM notices AS heard
    WHERE ${tellsOf("heard", "notices")} AND heard.state = 'delivered')
  AND NOT EXISTS (SELECT 1 FROM notices AS other
    WHERE ${isSameChange("other", "notices")} AND other.state = 'waiting'
      AND NOT ${isStuck("other")})
  ORDER BY notices.number`;

/** Marks notices as told on the host itself; those that nobody had marked yet. */
export function tellOnHost(
  store: Store,
  notices: readonly StoredNotice[],
  { by, now }: Deed,
): Result<readonly StoredNotice[], StoreFailure> {
  return transact(store, () => {
    const mark = "UPDATE notices SET told_at = ? WHERE number = ? AND told_at IS NULL";
    const told = notices.filter(
      ({ number }) => prepare(store, mark).run(now, number).changes === 1,
    );
    const numbers = told.map((notice) => notice.number);
    if (numbers.length > 0)
      appendAudit(store, {
        ...{ at: now, kind: "notice-told-on-host", actor: by, subject: null },
        data: { notices: numbers },
      });
    return ok(told);
  });
}
