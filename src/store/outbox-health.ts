import type { EpochMilliseconds } from "../base/time.ts";
import type { Health } from "./overview-row.ts";
import { prepare, type Store } from "./store.ts";

/** Notices that should have left before `late`, or that nobody could be told at all. */
export function readUndelivered(store: Store, late: EpochMilliseconds): Health["undelivered"] {
  const row = prepare(store, select).get(late) as [number, EpochMilliseconds | null];
  return { count: row[0], since: row[1] };
}

const select = `SELECT count(*), min(due_at) FROM (
  SELECT due_at FROM notices WHERE state = 'waiting' AND due_at <= ?
  UNION ALL SELECT due_at FROM notices
    WHERE told_at IS NULL AND state IN ('refused', 'given-up', 'unknown')
      AND NOT EXISTS (SELECT 1 FROM notices AS other WHERE other.incident = notices.incident
        AND other.revision = notices.revision AND other.state = 'waiting'))`;
