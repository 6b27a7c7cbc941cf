import type { EpochMilliseconds } from "../base/time.ts";
import { isObject } from "../domain/decode.ts";
import type { Pressure } from "../domain/retention.ts";
import type { KeepBook } from "./prune-keep.ts";
import { prepare, type Store } from "./store.ts";

/** How much of each kind went. */
export interface PruneCounts {
  readonly runs: number;
  /** Outputs that were cut, of runs that stay. */
  readonly outputs: number;
  readonly incidents: number;
  /** Events of the audit chain. */
  readonly events: number;
  readonly signals: number;
  readonly readings: number;
  readonly slots: number;
}

export const nothingPruned: PruneCounts = {
  ...{ runs: 0, outputs: 0, incidents: 0, events: 0, signals: 0, readings: 0, slots: 0 },
};

export function addCounts(one: PruneCounts, other: Partial<PruneCounts>): PruneCounts {
  const sum = { ...one };
  for (const key of Object.keys(nothingPruned) as (keyof PruneCounts)[])
    sum[key] += other[key] ?? 0;
  return sum;
}

export function isNothing(counts: PruneCounts): boolean {
  return Object.values(counts).every((count) => count === 0);
}

/** What is looked through in turn; one turn through all of them is a sweep. */
export type PrunePhase =
  "outputs" | "chain" | "signals" | "readings" | "slots" | "size" | "pressed-outputs" | "space";

/** How far pruning came; kept, so that whoever comes next goes on from there. */
export interface PruneProgress {
  readonly phase: PrunePhase;
  /** The last row of this phase that was looked at. */
  readonly after: number;
  /** The last event whose output was looked at for its length, in any sweep. */
  readonly cutAfter: number;
  readonly pressure: Pressure;
  /** When the last sweep ended; null before the first. */
  readonly sweptAt: EpochMilliseconds | null;
  /** Larger than it may be, and nothing is left that may go. */
  readonly over: boolean;
  /** Of all sweeps. */
  readonly totals: PruneCounts;
  /** When something was first taken away, and last. */
  readonly firstAt: EpochMilliseconds | null;
  readonly lastAt: EpochMilliseconds | null;
}

const noProgress: PruneProgress = {
  ...{ phase: "outputs", after: 0, cutAfter: 0, pressure: "none", sweptAt: null, over: false },
  ...{ totals: nothingPruned, firstAt: null, lastAt: null },
};

/** What one process keeps in mind of a sweep. */
export interface PruneMemory {
  progress: PruneProgress;
  readonly book: KeepBook;
  readonly signals: Map<number, EpochMilliseconds>;
  readonly readings: Map<number, EpochMilliseconds>;
}

export function recallPruning(store: Store): PruneMemory {
  return {
    progress: readProgress(store),
    ...{ book: new Map(), signals: new Map(), readings: new Map() },
  };
}

/** What was read for one sweep is not taken for true in the next. */
export function forgetSweep({ book, signals, readings }: PruneMemory): void {
  for (const each of [book, signals, readings]) each.clear();
}

export function readProgress(store: Store): PruneProgress {
  const select = prepare(store, "SELECT value FROM meta WHERE key = 'pruning'");
  const text = (select.get() as [string] | undefined)?.[0];
  if (text === undefined) return noProgress;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { ...noProgress, ...value } : noProgress;
  } catch {
    return noProgress;
  }
}

export function writeProgress(store: Store, progress: PruneProgress): void {
  prepare(store, upsert).run(JSON.stringify(progress));
}

const upsert = `INSERT INTO meta (key, value) VALUES ('pruning', ?)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
