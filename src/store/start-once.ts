import { ok, type Result } from "../base/result.ts";
import { isInTheWay, leaseMs, type Sight } from "../domain/lost.ts";
import { isBadOutcome, outcomeOf } from "../domain/outcome.ts";
import type { RunStart } from "../domain/run.ts";
import type { ApplyOptions, Refusal } from "./applied.ts";
import type { StoreFailure } from "./failure.ts";
import { toRun } from "./run-read.ts";
import { findStoredRun, type StoredRun } from "./run-stored.ts";
import { startRun } from "./run-write.ts";
import { prepare, setWait, transact, type Store } from "./store.ts";

export interface StartedOnce {
  readonly id: string;
  /** The run was there before: it goes on, or it went well. */
  readonly repeated: boolean;
}

/**
 * Starts the run of an event, unless it goes on or has gone well: then it is that one. After a bad end
 * the event's next attempt starts. `idOf` tells the id of each attempt, from 1 on; asked inside the
 * transaction that also writes the start, so of two that hear the event at once one starts it.
 */
export function startOnce(
  store: Store,
  start: RunStart,
  options: ApplyOptions & { readonly idOf: (attempt: number) => string; readonly sight: Sight },
): Result<StartedOnce, StoreFailure | Refusal> {
  if (options.waitMs !== undefined) setWait(store, options.waitMs);
  return transact(store, (): Result<StartedOnce, Refusal> => {
    for (let attempt = 1; ; attempt += 1) {
      const id = options.idOf(attempt);
      const known = findStoredRun(store, id);
      if (known === null) {
        const started = startRun(store, withId(start, id), options);
        return started.ok ? ok({ id, repeated: false }) : started;
      }
      const stands = stillStands(store, known, options);
      if (stands || attempt === mostAttempts) return ok({ id, repeated: true });
    }
  });
}

/** No provider tries that often; the search must end all the same. */
const mostAttempts = 1_000;

function stillStands(
  store: Store,
  known: StoredRun,
  { sight, now }: { readonly sight: Sight; readonly now: number },
): boolean {
  const run = toRun(store, known, { outputs: false });
  const outcome = outcomeOf(run);
  if (outcome !== "running") return !isBadOutcome(outcome);
  const lease = prepare(store, "SELECT until FROM leases WHERE run = ?").get(known.number) as
    [number] | undefined;
  return isInTheWay({ run, leaseUntil: lease?.[0] ?? run.start.startedAt + leaseMs }, sight, now);
}

/** The outermost run of a nest is its own root. */
function withId(start: RunStart, id: string): RunStart {
  return { ...start, id, rootRun: start.rootRun === start.id ? id : start.rootRun };
}
