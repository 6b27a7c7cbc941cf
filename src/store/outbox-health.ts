import type { EpochMilliseconds } from "../base/time.ts";
import { isSameChange, tellsOf } from "./outbox-heard.ts";
import type { Health } from "./overview-row.ts";
import { prepare, type Store } from "./store.ts";

/**
 * Notices that should have left before `late`, or that no route could take and that were not told on the
 * host either, where nobody heard of the same change over another route.
 */
export function readUndelivered(store: Store, late: EpochMilliseconds): Health["undelivered"] {
  const row = prepare(store, select).get(late) as [number, EpochMilliseconds | null];
  return { count: row[0], since: row[1] };
}

const select = `SELECT count(*), min(due_at) FROM notices
  WHERE number IN (
      SELECT number FROM notices WHERE state = 'waiting' AND due_at <= ? AND recalled = 0
      UNION ALL SELECT number FROM notices AS over
        WHERE told_at IS NULL AND state IN ('refused', 'given-up', 'unknown')
          AND NOT EXISTS (SELECT 1 FROM notices AS other
            WHERE ${isSameChange("other", "over")} AND other.state = 'waiting'))
    AND NOT EXISTS (SELECT 1 FROM notices AS heard
      WHERE ${tellsOf("heard", "notices")} AND heard.state = 'delivered')`;
