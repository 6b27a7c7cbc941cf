import type { EpochMilliseconds } from "../base/time.ts";
import type { Result } from "../base/result.ts";
import type { BorrowedRun } from "../domain/evidence-borrow.ts";
import type { Run } from "../domain/run.ts";
import { keepFound, type FoundEvidence } from "./evidence-write.ts";
import { readHealthyRuns, readRecorded, readRunsToWeigh } from "./evidence-weigh.ts";
import type { StoreFailure } from "./failure.ts";
import { readTogether } from "./snapshot.ts";
import type { Store } from "./store.ts";

type Answer<Value> = Promise<Result<Value, StoreFailure>>;

/** What is needed to find evidence in what was recorded. */
export interface Weighing {
  /** Runs that owe what is to be found there, with all of their record. */
  readonly runsToWeigh: (now: EpochMilliseconds) => Answer<readonly Run[]>;
  /** The healthy runs of a monitor, newest first, and what those of another recorded under a key. */
  readonly healthyRuns: (
    monitor: string,
    bound: { readonly monitor: string; readonly key: string | null },
  ) => Answer<{ readonly runs: readonly BorrowedRun[]; readonly ours: readonly string[] }>;
  readonly keepFound: (found: readonly FoundEvidence[], now: EpochMilliseconds) => Answer<void>;
}

export function openWeighing(store: Store): Weighing {
  const read = <Value>(work: () => Value) => Promise.resolve(readTogether(store, work));
  return {
    runsToWeigh: (now) => read(() => readRunsToWeigh(store, now)),
    healthyRuns: (monitor, { monitor: ours, key }) =>
      read(() => ({
        runs: readHealthyRuns(store, monitor),
        ours: key === null ? [] : readRecorded(store, ours, key),
      })),
    keepFound: (found, now) => Promise.resolve(keepFound(store, found, now)),
  };
}
