import { ok, type Result } from "../base/result.ts";
import { isHeeded, type OpenRun } from "../domain/lost.ts";
import type { Run, RunStart } from "../domain/run.ts";
import type { ApplyOptions, Refusal } from "./applied.ts";
import type { StoreFailure } from "./failure.ts";
import { readOpenRuns } from "./open-runs.ts";
import { startRun } from "./run-write.ts";
import { setWait, transact, type Store } from "./store.ts";

export type Claim = { readonly kind: "claimed" } | { readonly kind: "occupied"; readonly by: Run };

/**
 * Starts a run only if no other run of its monitor is going on, of this user or of root. `isInTheWay` is asked for each open
 * one (see domain/lost.ts) inside the transaction that also writes the start, so of two that claim at
 * once one wins.
 */
export function claimRun(
  store: Store,
  start: RunStart,
  options: ApplyOptions & { readonly isInTheWay: (open: OpenRun) => boolean },
): Result<Claim, StoreFailure | Refusal> {
  if (options.waitMs !== undefined) setWait(store, options.waitMs);
  return transact(store, (): Result<Claim, Refusal> => {
    const open = [false, true].flatMap((lost) =>
      readOpenRuns(store, { lost, monitor: start.monitor }),
    );
    const other = open.find(
      (each) =>
        each.run.start.id !== start.id &&
        isHeeded(each.run, [options.reporterUid]) &&
        each.run.lost?.jobAlive !== false &&
        options.isInTheWay(each),
    );
    if (other !== undefined) return ok({ kind: "occupied", by: other.run });
    const started = startRun(store, start, options);
    return started.ok ? ok({ kind: "claimed" }) : started;
  });
}
