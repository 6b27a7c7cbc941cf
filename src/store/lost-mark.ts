import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import { jobAlive, liveness, type Sight } from "../domain/lost.ts";
import type { LostNote, Run } from "../domain/run.ts";
import { appendAudit } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import { readOpenRuns, type StoredOpenRun } from "./open-runs.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";

export interface LostQuestion {
  readonly now: EpochMilliseconds;
  readonly sight: Sight;
  /** Who looked. */
  readonly actor: Actor;
  /** The uid of this process. */
  readonly uid: number;
}

/**
 * The runs without an end whose recorder is dead. Only those whose reporter's spool this user can read:
 * of others it can't know whether their end waits there.
 */
export function findDead(
  store: Store,
  question: LostQuestion,
): Result<readonly string[], StoreFailure> {
  return attempt(store, () => findLost(store, question).map(({ run }) => run.start.id));
}

/**
 * Notes that these runs are lost, where that is still so; between finding them and this the spool has to
 * be taken in, since an end may lie there. Gives the runs that were found lost now.
 */
export function markLost(
  store: Store,
  dead: readonly string[],
  question: LostQuestion,
): Result<Run[], StoreFailure> {
  if (dead.length === 0) return ok([]);
  // Looked at again inside: meanwhile somebody may have told an end, noted the same, or renewed a lease.
  return transact(store, () =>
    ok(
      findLost(store, question)
        .filter(({ run }) => dead.includes(run.start.id))
        .map((each) => noteLost(store, each, question)),
    ),
  );
}

function findLost(store: Store, { now, sight, uid }: LostQuestion): StoredOpenRun[] {
  return readOpenRuns(store, { lost: false }).filter(({ run, leaseUntil }) => {
    const { recorder } = run.start;
    if (recorder === null || (uid !== 0 && run.reporterUid !== uid)) return false;
    return liveness(recorder, sight, { until: leaseUntil, now }) === "dead";
  });
}

function noteLost(store: Store, open: StoredOpenRun, question: LostQuestion): Run {
  const { now, sight, actor } = question;
  const note: LostNote = { at: now, jobAlive: jobAlive(open.run.start, sight) };
  const data = { at: note.at, jobAlive: note.jobAlive };
  const insert = "INSERT INTO run_events (run, at, kind, data) VALUES (?, ?, 'lost', ?)";
  prepare(store, insert).run(open.stored.number, now, JSON.stringify(data));
  const { id, monitor } = open.run.start;
  appendAudit(store, { at: now, kind: "run-lost", actor, subject: id, data: { monitor, ...data } });
  return { ...open.run, lost: note };
}
