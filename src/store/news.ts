import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Heard } from "../domain/heard.ts";
import { heardOfEnd, heardOfSignal, heardOfStart } from "../domain/heard-of.ts";
import type { ReadingState } from "../domain/reading.ts";
import { toEvidence } from "./evidence-read.ts";
import { storedEnding } from "./ending-column.ts";
import { heardOfRoute, routeSignal } from "./route-signal.ts";
import { prepare, type Store } from "./store.ts";

/**
 * What was heard of monitors and not judged yet lies in the table `news`, written by triggers with
 * what it tells of, and taken away in the transaction that keeps what the judge made of it: so
 * nothing is missed, however late it arrived, and nothing is heard twice.
 */
export interface News {
  readonly heard: readonly Heard[];
  /** Null: nothing new. */
  readonly upTo: number | null;
  /** There is more than fits into one look. */
  readonly more: boolean;
}

/** So much is judged in one look. */
const mostAtOnce = 2_000;

/** What is new of one monitor, in the order of its arrival. */
export function readNews(store: Store, monitor: number): News {
  const rows = prepare(store, select).all(monitor, mostAtOnce + 1) as NewsRow[];
  const now = rows.slice(0, mostAtOnce);
  const heard = now.map(toHeard).filter((each) => each !== null);
  return { heard, upTo: now.at(-1)?.[0] ?? null, more: rows.length > mostAtOnce };
}

/** The monitors of which something is new, without reading it all. */
export function findMonitorsWithNews(store: Store, limit: number): readonly number[] {
  const rows = prepare(store, selectMonitors).all(limit) as [number][];
  return rows.map(([monitor]) => monitor);
}

/** Jumps from monitor to monitor, so that much news of one costs no more than a little. */
const selectMonitors = `WITH RECURSIVE heard (monitor) AS (
    SELECT min(monitor) FROM news
    UNION ALL
    SELECT (SELECT min(news.monitor) FROM news WHERE news.monitor > heard.monitor)
      FROM heard WHERE heard.monitor IS NOT NULL)
  SELECT monitor FROM heard WHERE monitor IS NOT NULL LIMIT ?`;

/** Takes away what was judged. */
export function dropNews(store: Store, monitor: number, upTo: number): void {
  prepare(store, "DELETE FROM news WHERE monitor = ? AND number <= ?").run(monitor, upTo);
}

const select = `SELECT news.number, news.kind, runs.id, runs.started_at, runs.slot, runs.ended_at,
    runs.duration_ms, runs.ending, runs.exit_code, runs.signal, run_events.at, signals.at, signals.kind,
    signals.body, readings.at, readings.state, readings.since,
    signals.run
  FROM news
  LEFT JOIN run_events ON news.kind = 'lost' AND run_events.number = news.subject
  LEFT JOIN signals ON news.kind = 'signal' AND signals.number = news.subject
  LEFT JOIN readings ON news.kind = 'reading' AND readings.number = news.subject
  LEFT JOIN runs ON runs.number = CASE news.kind WHEN 'lost' THEN run_events.run
    WHEN 'signal' THEN NULL WHEN 'reading' THEN NULL ELSE news.subject END
  WHERE news.monitor = ? ORDER BY news.number LIMIT ?`;

type NewsRow = readonly [
  number,
  "started" | "ended" | "lost" | "signal" | "reading",
  string,
  EpochMilliseconds,
  EpochMilliseconds | null,
  EpochMilliseconds,
  Milliseconds,
  string,
  number | null,
  string | null,
  EpochMilliseconds,
  EpochMilliseconds,
  string,
  string,
  EpochMilliseconds | null,
  ReadingState,
  EpochMilliseconds | null,
  string | null,
];

/** Nothing comes over the network yet, so nothing needed our ears. */
const ears = false;

function toHeard(row: NewsRow): Heard | null {
  const [, kind, id, startedAt, slot, endedAt, durationMs, ending, exitCode, signal] = row;
  // Runs are not kept for ever, whether or not anybody judged them.
  const isOfRun = kind === "started" || kind === "ended" || kind === "lost";
  if (isOfRun && (id as string | null) === null) return null;
  const start = { id, startedAt, slot };
  switch (kind) {
    case "started":
      return heardOfStart(start, null, ears);
    case "ended": {
      const how = storedEnding({ ending, exitCode, signal }, {});
      return heardOfEnd(start, { endedAt, durationMs, ending: how });
    }
    case "lost":
      return { kind, run: id, startedAt, at: row[10] };
    case "reading":
      // Of many in one look, one that is not kept any more.
      return row[14] === null ? null : { kind, at: row[14], state: row[15], since: row[16] };
    case "signal":
      return heardOfStored(row);
  }
}

/** A signal that is not kept any more tells nothing. */
function heardOfStored(row: NewsRow): Heard | null {
  const [at, kind, body, run] = [row[11] as number | null, row[12], row[13], row[17]];
  if (at === null) return null;
  if (kind === routeSignal) return heardOfRoute(at, body);
  const of = { at, run };
  if (kind !== "evidence") return heardOfSignal({ ...of, body: beat }, ears);
  return heardOfSignal({ ...of, body: { kind, ...toEvidence(at, body) } }, ears);
}

const beat = { kind: "beat", summary: null, payload: null } as const;
