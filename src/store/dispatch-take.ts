import { fail, ok, type Result } from "../base/result.ts";
import type { RunStart } from "../domain/run.ts";
import type { ApplyOptions, Refusal } from "./applied.ts";
import type { StoreFailure } from "./failure.ts";
import { startRun } from "./run-write.ts";
import { prepare, setWait, transact, type Store } from "./store.ts";

/** The slot was given to another process meanwhile, or its run has begun already. */
export interface NoClaim {
  readonly kind: "no-claim";
}

/**
 * Begins the run for which this process was sent: its claim and its start are settled together, so
 * that of several processes for one slot only one starts the job.
 */
export function takeDispatch(
  store: Store,
  start: RunStart,
  options: ApplyOptions,
): Result<void, StoreFailure | Refusal | NoClaim> {
  if (options.waitMs !== undefined) setWait(store, options.waitMs);
  return transact(store, (): Result<void, Refusal | NoClaim> => {
    const { changes } = prepare(store, take).run(start.id);
    if (changes !== 1) return fail({ kind: "no-claim" });
    const started = startRun(store, start, options);
    return started.ok ? ok(undefined) : started;
  });
}

const take = "UPDATE dispatches SET state = 'started' WHERE run = ? AND state = 'claimed'";
