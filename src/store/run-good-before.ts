import type { Json } from "../base/json.ts";
import type { Result } from "../base/result.ts";
import type { Run } from "../domain/run.ts";
import type { StoreFailure } from "./failure.ts";
import { toRun } from "./run-read.ts";
import { selectRuns, storedRun } from "./run-stored.ts";
import { attempt, prepare, type Store } from "./store.ts";

/** The last run of the same monitor that succeeded and began before this one, with its outputs. */
export function readGoodRunBefore(store: Store, run: Run): Result<Run | null, StoreFailure> {
  const { monitor, startedAt } = run.start;
  return attempt(store, () => {
    const row = prepare(store, `${selectRuns} ${where}`).get(monitor, startedAt);
    return row === undefined ? null : toRun(store, storedRun(row as Json[]), { outputs: true });
  });
}

const where = `WHERE runs.monitor = (SELECT number FROM monitors WHERE name = ?)
  AND outcome = 'succeeded' AND coalesce(proof.state, 'proven') = 'proven' AND started_at < ?
  ORDER BY started_at DESC LIMIT 1`;
