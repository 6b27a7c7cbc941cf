import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { JobDecision, SlotStart } from "../domain/job-situation.ts";
import type { RunEnd, RunStart } from "../domain/run.ts";
import type { DispatchQuestion, JobToDispatch } from "./dispatch-question.ts";
import { removeDispatch, writeDispatch } from "./dispatch-row.ts";
import { countIsolatedNew, readSituation, type Known } from "./dispatch-situation.ts";
import type { StoreFailure } from "./failure.ts";
import { addRun } from "./run-insert.ts";
import { startRow } from "./run-row.ts";
import { endRun } from "./run-write.ts";
import { prepare, transact, type Store } from "./store.ts";

/** A slot that is this process's to start. */
export interface ClaimedSlot extends SlotStart {
  readonly monitor: string;
  readonly run: string;
  /** Its run as it stands in the store; null where a process of its own is to record it. */
  readonly start: RunStart | null;
}

export interface Dispatched {
  readonly claimed: readonly ClaimedSlot[];
  /** How far each job was taken up. */
  readonly cursors: ReadonlyMap<string, EpochMilliseconds>;
}

/**
 * Takes up what is due: of several that try at once, one gets each slot. A run that the caller itself
 * is to supervise is recorded as started by the same transaction, so that no crash starts it twice.
 */
export function dispatchJobs(
  store: Store,
  question: DispatchQuestion,
): Result<Dispatched, StoreFailure> {
  return transact(store, () => {
    const claimed: ClaimedSlot[] = [];
    const cursors = new Map<string, EpochMilliseconds>();
    const asks = question.jobs.some((job) => job.asksForHistory);
    let isolatedNew = asks ? countIsolatedNew(store) : 0;
    for (const job of question.jobs) {
      const situation = readSituation(store, job, question, isolatedNew);
      if (situation === null) continue;
      const decision = job.decide(situation.situation);
      const begun = carryOut(store, { ...question, job, ...situation, decision });
      isolatedNew += begun.filter((each) => each.isolated).length;
      claimed.push(...begun);
      cursors.set(job.monitor, decision.cursor);
    }
    return ok({ claimed, cursors });
  });
}

interface ToDo extends DispatchQuestion, Known {
  readonly job: JobToDispatch;
  readonly decision: JobDecision;
}

function carryOut(store: Store, todo: ToDo): ClaimedSlot[] {
  const { number, job, decision, now } = todo;
  if (decision.cursor !== todo.storedCursor)
    prepare(store, moveCursor).run(number, job.cadence, decision.cursor);
  for (const slot of decision.remove) removeDispatch(store, number, slot);
  for (const { slot } of decision.giveUp) removeDispatch(store, number, slot);
  for (const slot of decision.skip) endAtOnce(store, todo, slot, skipped);
  for (const { slot } of decision.giveUp) endAtOnce(store, todo, slot, neverBegan);
  for (const wait of decision.wait) {
    writeDispatch(store, number, { ...blank, ...wait });
  }
  return decision.start.map((start) => {
    const run = todo.newId();
    const { slot, attempt, isolated, claims } = start;
    const state = isolated ? "claimed" : "started";
    const retries = Math.max(0, job.retries + 1 - attempt);
    const row = {
      slot,
      attempt,
      state,
      dueAt: now,
      run,
      isolated,
      claimedAt: now,
      claims,
      retries,
    } as const;
    writeDispatch(store, number, row);
    const described = isolated ? null : job.describe(slot, run);
    // Its id is new, so nothing can be known of it yet.
    if (described !== null)
      addRun(store, { start: startRow(described), end: null, output: null }, todo);
    return { ...start, monitor: job.monitor, run, start: described };
  });
}

const moveCursor = `INSERT INTO dispatch_cursors (monitor, cadence, slot) VALUES (?, ?, ?)
  ON CONFLICT (monitor) DO UPDATE SET cadence = excluded.cadence, slot = excluded.slot`;

const blank = {
  state: "waiting" as const,
  run: null,
  isolated: false,
  claimedAt: null,
  claims: 0,
  retries: 0,
};

type Shortcut = Pick<RunEnd, "ending" | "error">;
const skipped: Shortcut = { ending: { kind: "skipped", reason: "overlap" }, error: null };
const why = "luota run was sent three times and never began";
const neverBegan: Shortcut = {
  ending: { kind: "unstartable", exitCode: 126, reason: why },
  error: why,
};

/** Records a run that never was. */
function endAtOnce(store: Store, todo: ToDo, slot: EpochMilliseconds, how: Shortcut): void {
  const start = todo.job.describe(slot, todo.newId());
  const nothing = { cpuMs: null, peakMemory: null, summary: null, output: null };
  const end = { id: start.id, endedAt: start.startedAt, durationMs: 0, ...how, ...nothing };
  endRun(store, start, end, todo);
}
