import type { Json } from "../base/json.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { hourWindowMs, mostContiguous } from "../domain/drift-baseline.ts";
import { findDrifts, type Drift, type DriftSample } from "../domain/drift.ts";
import type { DriftRule } from "../domain/monitor.ts";
import { numbersOfEvidence, parsedObject } from "./drift-numbers.ts";
import type { StoreFailure } from "./failure.ts";
import { findMonitorNumber } from "./monitor-write.ts";
import { attempt, prepare, type Store } from "./store.ts";

/** The numbers of a run that are called out; none for a run that did not end well. */
export function readDrifts(
  store: Store,
  run: string,
  rule: DriftRule | undefined,
): Result<readonly Drift[], StoreFailure> {
  return attempt(store, () => driftsOfRun(store, run, rule));
}

/** The same within a transaction of the caller's. It reads about a hundred rows, whatever the store holds. */
export function driftsOfRun(
  store: Store,
  run: string,
  rule: DriftRule | undefined,
): readonly Drift[] {
  if (rule?.mode === "off") return [];
  const row = prepare(store, `${selectSamples} WHERE runs.id = ? AND outcome = 'succeeded'`).get(
    run,
  );
  if (row === undefined) return [];
  const [, , monitor] = row as [string, number, number];
  const sample = toSample(store, row as Json[]);
  return findDrifts(sample, readEarlier(store, monitor, sample.at), rule?.numbers ?? null);
}

/** A run of some time that is called out. */
export interface DriftedRun {
  readonly run: string;
  readonly at: EpochMilliseconds;
  readonly drifts: readonly Drift[];
}

/**
 * The latest healthy runs of a monitor that are called out, of those that began in some time, the latest
 * first. Few rows for a monitor at which nothing drifts: all runs are held against each other first.
 */
export function readDriftsWithin(
  store: Store,
  monitor: string,
  span: { readonly from: EpochMilliseconds; readonly until: EpochMilliseconds },
  rule: DriftRule | undefined,
): Result<readonly DriftedRun[], StoreFailure> {
  return attempt(store, () => {
    const number = findMonitorNumber(store, monitor);
    if (number === null || rule?.mode === "off") return [];
    const select = prepare(store, `${selectSamples} ${latest}`);
    const rows = select.all(number, span.until, mostOfDigest) as Json[][];
    const samples = rows.map((row) => toSample(store, row));
    const suspects = samples.filter(
      (each) => each.at >= span.from && findDrifts(each, samples, rule?.numbers ?? null).length > 0,
    );
    return suspects.slice(0, mostSuspects).flatMap(({ run, at }) => {
      const drifts = driftsOfRun(store, run, rule);
      return drifts.length === 0 ? [] : [{ run, at, drifts }];
    });
  });
}

/** Of a job that runs hourly, the last five days. */
const mostOfDigest = 128;
const mostSuspects = 24;

/**
 * Healthy runs before an instant: the latest ones, and where these do not reach back so far, those of
 * the same hour of each of the last days and weeks.
 */
function readEarlier(store: Store, monitor: number, at: EpochMilliseconds): DriftSample[] {
  const select = prepare(store, `${selectSamples} ${latest}`);
  const rows = select.all(monitor, at, mostContiguous) as Json[][];
  const samples = rows.map((row) => toSample(store, row));
  const oldest = samples.at(-1)?.at ?? at;
  if (samples.length < mostContiguous) return samples;
  const older = askedDays.flatMap((days) => {
    const from = at - days * dayMs - hourWindowMs;
    const until = Math.min(oldest, from + 2 * hourWindowMs);
    if (from >= until) return [];
    const near = prepare(store, `${selectSamples} ${between}`);
    return (near.all(monitor, from, until, mostOfHour) as Json[][]).map((row) =>
      toSample(store, row),
    );
  });
  return [...samples, ...older];
}

const dayMs = 86_400_000;
/** Each day of the last week, and the same weekday of the seven weeks before. */
const askedDays = [1, 2, 3, 4, 5, 6, 7, 14, 21, 28, 35, 42, 49, 56];
const mostOfHour = 3;

const bytesOf = (stream: "stdout" | "stderr") =>
  `CASE WHEN json_valid(${stream}) THEN json_extract(${stream}, '$.bytes') END`;
const selectSamples = `SELECT runs.id, started_at, monitor, duration_ms, ${bytesOf("stdout")}
  FROM runs LEFT JOIN run_outputs ON run_outputs.run = runs.number`;
const latest = `WHERE monitor = ? AND outcome = 'succeeded' AND started_at < ?
  ORDER BY started_at DESC LIMIT ?`;
const between = `WHERE monitor = ? AND outcome = 'succeeded' AND started_at >= ? AND started_at < ?
  ORDER BY started_at DESC LIMIT ?`;

function toSample(store: Store, row: readonly Json[]): DriftSample {
  const [run, at, , duration, stdout] = row;
  const signals = prepare(store, selectEvidence).all(run, mostEvidence) as [string][];
  const evidence = signals.map(([body]) => numbersOfEvidence(parsedObject(body)));
  const measured = {
    ...(typeof duration === "number" ? { duration } : {}),
    ...(typeof stdout === "number" ? { stdout } : {}),
  };
  return {
    run: run as string,
    at: at as number,
    numbers: Object.assign({}, measured, ...evidence) as Record<string, number>,
  };
}

/** Of two pieces for one step the later one counts. */
const selectEvidence = `SELECT body FROM signals WHERE run = ? AND kind = 'evidence'
  ORDER BY at, number LIMIT ?`;
const mostEvidence = 50;
