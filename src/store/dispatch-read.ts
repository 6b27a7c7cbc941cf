import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, type Store } from "./store.ts";

/** How far the slots of a monitor were taken up; from `since` on where none was yet. */
export interface DispatchCursor {
  readonly monitor: string;
  /** The key of the schedule whose slots were walked; null: none was. */
  readonly cadence: string | null;
  readonly slot: EpochMilliseconds;
  /** When its cadence got its present form. */
  readonly since: EpochMilliseconds;
}

/** Those of every monitor that the config names. */
export function readDispatchCursors(store: Store): Result<DispatchCursor[], StoreFailure> {
  return attempt(store, () =>
    (
      prepare(store, selectCursors).all() as [
        string,
        string | null,
        EpochMilliseconds | null,
        EpochMilliseconds,
      ][]
    ).map(([monitor, cadence, slot, since]) => ({ monitor, cadence, slot: slot ?? since, since })),
  );
}

/** Since when the slots of a monitor count. */
export const slotsSince = `max(coalesce(monitors.cadence_since, 0),
  coalesce(monitors.watched_since, monitors.known_since))`;

const selectCursors = `SELECT monitors.name, cursors.cadence, cursors.slot, ${slotsSince}
  FROM monitors LEFT JOIN dispatch_cursors AS cursors ON cursors.monitor = monitors.number
  WHERE monitors.configured = 1`;

/** What is to be looked at though no slot came: monitors whose runs ended, or whose wait is over. */
export interface DispatchNews {
  readonly monitors: readonly string[];
  /** When the next wait or claim is over; null for never. */
  readonly nextAt: EpochMilliseconds | null;
}

export function readDispatchNews(
  store: Store,
  now: EpochMilliseconds,
  claimLastsMs: number,
): Result<DispatchNews, StoreFailure> {
  return attempt(store, () => {
    const names = prepare(store, selectNews).all(now, now - claimLastsMs) as [string][];
    const [nextAt] = prepare(store, selectNext).get(claimLastsMs, now) as [number | null];
    return { monitors: names.map(([name]) => name), nextAt };
  });
}

const selectNews = `SELECT DISTINCT monitors.name
  FROM dispatches JOIN monitors ON monitors.number = dispatches.monitor
  LEFT JOIN runs ON runs.id = dispatches.run
  WHERE state = 'waiting' AND due_at <= ? OR state = 'claimed' AND claimed_at < ?
    OR state <> 'waiting' AND (runs.ended_at IS NOT NULL OR EXISTS (
      SELECT 1 FROM run_events AS lost WHERE lost.run = runs.number AND lost.kind = 'lost'))`;

const selectNext = `SELECT min(at) FROM (
    SELECT CASE state WHEN 'waiting' THEN due_at ELSE claimed_at + ? + 1 END AS at
    FROM dispatches WHERE state <> 'started') WHERE at > ?`;
