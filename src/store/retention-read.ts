import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { StoreFailure } from "./failure.ts";
import { readProgress, type PruneProgress } from "./prune-progress.ts";
import { readSpace, type StoreSpace } from "./store-space.ts";
import { prepare, snapshot, type Store } from "./store.ts";

/** What is kept, since when, how large it is, and what was taken away. */
export interface StoreLimits {
  readonly space: StoreSpace;
  readonly runs: Kept;
  readonly incidents: Kept;
  readonly signals: Kept;
  readonly readings: Kept;
  readonly slots: Kept;
  /** Events of the chain that are there. */
  readonly events: Kept;
  /** The outputs that were cut, of runs that are there. */
  readonly cutOutputs: number;
  readonly pruning: PruneProgress;
}

export interface Kept {
  readonly count: number;
  /** Of the oldest one; null where there is none. */
  readonly since: EpochMilliseconds | null;
}

export function readLimits(store: Store): Result<StoreLimits, StoreFailure> {
  return snapshot(store, () => {
    const kept = (sql: string): Kept => {
      const [count, since] = prepare(store, sql).get() as [number, EpochMilliseconds | null];
      return { count, since };
    };
    return {
      space: readSpace(store),
      runs: kept("SELECT count(*), min(started_at) FROM runs"),
      incidents: kept("SELECT count(*), min(happened_at) FROM incidents"),
      signals: kept("SELECT count(*), min(at) FROM signals"),
      readings: kept("SELECT count(*), min(at) FROM readings"),
      slots: kept("SELECT count(*), min(slot) FROM slots"),
      events: kept(selectEvents),
      cutOutputs: kept("SELECT count(*), NULL FROM run_outputs WHERE cut_seq IS NOT NULL").count,
      pruning: readProgress(store),
    };
  });
}

/** The first event after the store's own is the oldest that is kept. */
const selectEvents = `SELECT (SELECT count(*) FROM audit), (SELECT CAST(round(1000 *
    (julianday(json_extract(CAST(bytes AS TEXT), '$.at')) - 2440587.5) * 86400) AS INTEGER)
  FROM audit WHERE seq > 1 AND json_valid(CAST(bytes AS TEXT)) ORDER BY seq LIMIT 1)`;
