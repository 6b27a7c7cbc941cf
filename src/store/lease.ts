import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";

/**
 * Says that a run's recorder lives at least until then, for readers that cannot see its process.
 * False where no such run is going on here: its start may still be in the spool.
 */
export function renewLease(
  store: Store,
  runId: string,
  until: EpochMilliseconds,
): Result<boolean, StoreFailure> {
  return attempt(store, () => extendLease(store, runId, until));
}

/** The same for all the runs that one process records. */
export function renewLeases(
  store: Store,
  runs: readonly string[],
  until: EpochMilliseconds,
): Result<void, StoreFailure> {
  return transact(store, () => {
    for (const run of runs) extendLease(store, run, until);
    return ok(undefined);
  });
}

/** The same inside of a transaction. */
export function extendLease(store: Store, runId: string, until: EpochMilliseconds): boolean {
  return prepare(store, renew).run(until, runId).changes === 1;
}

const renew = `INSERT INTO leases (run, until)
  SELECT number, ? FROM runs WHERE id = ? AND ended_at IS NULL
  ON CONFLICT (run) DO UPDATE SET until = max(until, excluded.until)`;
