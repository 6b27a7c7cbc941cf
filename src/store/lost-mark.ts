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
}

/**
 * Finds the runs whose recorder died without telling their end, and notes that they are lost. Take in
 * the spool first: an end may lie there. Gives the runs that were found lost now.
 */
export function markLost(store: Store, question: LostQuestion): Result<Run[], StoreFailure> {
  const seen = attempt(store, () => findLost(store, question));
  if (!seen.ok || seen.value.length === 0) return seen.ok ? ok([]) : seen;
  // Looked at again inside: meanwhile somebody may have told an end, noted the same, or renewed a lease.
  return transact(store, () =>
    ok(findLost(store, question).map((each) => noteLost(store, each, question))),
  );
}

function findLost(store: Store, { now, sight }: LostQuestion): StoredOpenRun[] {
  return readOpenRuns(store, { lost: false }).filter(({ run, leaseUntil }) => {
    const { recorder } = run.start;
    return recorder !== null && liveness(recorder, sight, { until: leaseUntil, now }) === "dead";
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
