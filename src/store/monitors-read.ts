import type { Json } from "../base/json.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { outcomeOf } from "../domain/outcome.ts";
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
 * that holds what is asked, so that a long history costs little more than a short one.
 */
export function readMonitorSummaries(
  store: Store,
  question: { readonly history: number; readonly monitor?: string },
): Result<MonitorSummary[], StoreFailure> {
  return snapshot(store, () => {
    const monitors = readMonitors(store, question.monitor);
    const names = monitors.map((each) => each.name);
    const last = readRunPerMonitor(store, names, "1");
    const isGood = (name: string) => outcomeIs(last.get(name), "succeeded");
    const otherwise = names.filter((name) => !isGood(name));
    const success = readRunPerMonitor(store, otherwise, "outcome = 'succeeded'");
    const running = countRunning(store);
    return monitors.map(({ number, name, knownSince, runCount }): MonitorSummary => {
      const lastRun = last.get(name) ?? null;
      return {
        name,
        knownSince,
        lastRun,
        lastSuccess: isGood(name) ? lastRun : (success.get(name) ?? null),
        recent: readRecent(store, number, question.history),
        runningCount: running.get(number) ?? 0,
        runCount,
      };
    });
  });
}

interface MonitorRow {
  readonly number: number;
  readonly name: string;
  readonly knownSince: EpochMilliseconds;
  readonly runCount: number;
}

function readMonitors(store: Store, name: string | undefined): MonitorRow[] {
  const where = name === undefined ? "" : "WHERE name = ?";
  const select = `SELECT number, name, known_since, run_count FROM monitors ${where} ORDER BY name`;
  const rows = prepare(store, select).all(...(name === undefined ? [] : [name]));
  return (rows as [number, string, number, number][]).map(
    ([number, monitor, knownSince, runCount]) => ({ number, name: monitor, knownSince, runCount }),
  );
}

/** The newest run of each monitor for which `condition` holds, in one question: many are dear. */
function readRunPerMonitor(
  store: Store,
  names: readonly string[],
  condition: "1" | "outcome = 'succeeded'",
): ReadonlyMap<string, Run> {
  const newest = `SELECT number FROM runs WHERE monitor = asked.number AND ${condition}
    AND NOT (${condition === "1" ? "0" : isOpen})
    ORDER BY started_at DESC, number DESC LIMIT 1`;
  const select = prepare(
    store,
    `${selectRuns} WHERE runs.number IN (SELECT (${newest}) FROM monitors AS asked
      WHERE asked.name IN (SELECT value FROM json_each(?)))`,
  );
  const runs = (select.all(JSON.stringify(names)) as Json[][]).map((row) =>
    toRun(store, storedRun(row), { outputs: false }),
  );
  return new Map(runs.map((run) => [run.start.monitor, run]));
}

const isOpen = "number IN (SELECT run FROM run_proofs WHERE state <> 'proven')";

function outcomeIs(run: Run | undefined, outcome: Outcome): boolean {
  return run !== undefined && outcomeOf(run) === outcome;
}

function readRecent(store: Store, monitor: number, limit: number): RecentRun[] {
  const rows = prepare(store, selectRecent).all(monitor, limit);
  return (rows as [string, number, number | null, Outcome | null][]).map(
    ([id, startedAt, durationMs, outcome]) => ({
      id,
      outcome: outcome ?? openOutcome(store, id),
      startedAt,
      durationMs,
    }),
  );
}

const selectRecent = `SELECT id, started_at, duration_ms,
    coalesce((SELECT state FROM run_proofs WHERE run = runs.number AND state <> 'proven'), outcome)
  FROM runs
  WHERE monitor = ? ORDER BY started_at DESC, number DESC LIMIT ?`;

function openOutcome(store: Store, id: string): Outcome {
  const select = prepare(
    store,
    `SELECT 1 FROM run_events JOIN runs ON runs.number = run_events.run
      WHERE runs.id = ? AND kind = 'lost'`,
  );
  return select.get(id) === undefined ? "running" : "lost";
}

function countRunning(store: Store): ReadonlyMap<number, number> {
  const rows = prepare(
    store,
    `SELECT monitor, count(*) FROM runs WHERE ended_at IS NULL AND NOT EXISTS
      (SELECT 1 FROM run_events WHERE run = runs.number AND kind = 'lost') GROUP BY monitor`,
  ).all();
  return new Map(rows as [number, number][]);
}
