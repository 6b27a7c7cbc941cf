import type { Json } from "../base/json.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Outcome, Run } from "../domain/run.ts";
import type { MonitorSummary, RecentRun } from "../domain/summary.ts";
import type { StoreFailure } from "./failure.ts";
import { toRun } from "./run-read.ts";
import { selectRuns, storedRun } from "./run-stored.ts";
import { attempt, prepare, snapshot, type Store } from "./store.ts";

/** Every monitor's name, in order. */
export function readMonitorNames(store: Store): Result<string[], StoreFailure> {
  return attempt(store, () =>
    (prepare(store, "SELECT name FROM monitors ORDER BY name").all() as [string][]).map(
      ([name]) => name,
    ),
  );
}

/**
 * Each monitor with its latest runs (at most `history`), by name. Every row is found through an index
 * that holds what is asked, so that a long history costs no more than a short one.
 */
export function readMonitorSummaries(
  store: Store,
  question: { readonly history: number; readonly monitor?: string },
): Result<MonitorSummary[], StoreFailure> {
  const { history, monitor } = question;
  return snapshot(store, () => {
    const running = countRunning(store);
    const where = monitor === undefined ? "" : "WHERE name = ?";
    const select = `SELECT number, name, known_since, run_count FROM monitors ${where} ORDER BY name`;
    const rows = prepare(store, select).all(...(monitor === undefined ? [] : [monitor]));
    return (rows as [number, string, EpochMilliseconds, number][]).map(
      ([number, name, knownSince, runCount]): MonitorSummary => {
        const recent = readRecent(store, number, Math.max(1, history));
        const last = recent[0]?.number ?? null;
        const success = findLastSuccess(store, number, recent);
        const lastRun = readByNumber(store, last);
        return {
          name,
          knownSince,
          lastRun,
          lastSuccess: success === last ? lastRun : readByNumber(store, success),
          recent: recent.slice(0, history).map((each) => each.run),
          runningCount: running.get(number) ?? 0,
          runCount,
        };
      },
    );
  });
}

interface NumberedRun {
  readonly number: number;
  readonly run: RecentRun;
}

function readRecent(store: Store, monitor: number, limit: number): NumberedRun[] {
  const rows = prepare(store, selectRecent).all(monitor, limit);
  return (rows as [number, string, number, number | null, Outcome | null][]).map(
    ([number, id, startedAt, durationMs, outcome]) => ({
      number,
      run: { id, outcome: outcome ?? openOutcome(store, number), startedAt, durationMs },
    }),
  );
}

const selectRecent = `SELECT number, id, started_at, duration_ms, outcome FROM runs
  WHERE monitor = ? ORDER BY started_at DESC, number DESC LIMIT ?`;

function openOutcome(store: Store, run: number): Outcome {
  const select = prepare(store, "SELECT 1 FROM run_events WHERE run = ? AND kind = 'lost'");
  return select.get(run) === undefined ? "running" : "lost";
}

function findLastSuccess(
  store: Store,
  monitor: number,
  recent: readonly NumberedRun[],
): number | null {
  const known = recent.find((each) => each.run.outcome === "succeeded");
  if (known !== undefined) return known.number;
  const found = prepare(store, selectLastSuccess).get(monitor) as [number] | undefined;
  return found?.[0] ?? null;
}

const selectLastSuccess = `SELECT number FROM runs WHERE monitor = ? AND outcome = 'succeeded'
  ORDER BY started_at DESC, number DESC LIMIT 1`;

function countRunning(store: Store): ReadonlyMap<number, number> {
  const rows = prepare(
    store,
    `SELECT monitor, count(*) FROM runs WHERE ended_at IS NULL AND NOT EXISTS
      (SELECT 1 FROM run_events WHERE run = runs.number AND kind = 'lost') GROUP BY monitor`,
  ).all();
  return new Map(rows as [number, number][]);
}

function readByNumber(store: Store, number: number | null): Run | null {
  if (number === null) return null;
  const row = prepare(store, `${selectRuns} WHERE runs.number = ?`).get(number);
  return row === undefined ? null : toRun(store, storedRun(row as Json[]), { outputs: false });
}
