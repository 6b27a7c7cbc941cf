import type { EpochMilliseconds } from "../base/time.ts";
import type { JobSituation } from "../domain/job-situation.ts";
import { newId } from "../recorder/run-id.ts";
import type { DispatchQuestion } from "../store/dispatch-question.ts";
import { readSituation } from "../store/dispatch-situation.ts";
import { attempt, type Store } from "../store/store.ts";
import { askFor, type Asking } from "./dispatch-ask.ts";
import type { Moment } from "./dispatch-moment.ts";
import type { PreparedJob } from "./prepare-job.ts";
import type { JobSupervisor } from "./supervise-jobs.ts";

export interface StartedUntold {
  readonly monitor: string;
  readonly run: string;
  readonly slot: EpochMilliseconds;
}

/** What it takes to start a job of which the store can't be told. */
export interface UntoldWorld {
  readonly store: Store;
  readonly supervisor: JobSupervisor;
  readonly asking: Asking;
}

/**
 * Starts the slots of a job that are due, supervised here: a process of its own would find no claim.
 * What was taken up before is left to the store, so that nothing is started twice.
 */
export function startUntold(
  { store, supervisor, asking }: UntoldWorld,
  prepared: PreparedJob,
  cursor: EpochMilliseconds,
  moment: Moment,
): { readonly cursor: EpochMilliseconds; readonly started: readonly StartedUntold[] } {
  const { listed, plan, describe, runPlan, secrets } = prepared;
  const monitor = listed.monitor.name;
  const decision = decide(store, askFor([prepared], moment, asking), cursor);
  for (const slot of decision.skip) supervisor.skip(describe(newId(), slot, moment.now));
  const started = decision.start.map((slot) => {
    const run = newId();
    const start = describe(run, slot, moment.now);
    if (plan.ok) supervisor.start(runPlan(run, slot), start, secrets);
    else supervisor.refuse(start, plan.failure);
    return { monitor, run, slot };
  });
  return { cursor: decision.cursor, started };
}

interface Decided {
  /** Up to here all is dealt with. */
  readonly cursor: EpochMilliseconds;
  readonly start: readonly EpochMilliseconds[];
  readonly skip: readonly EpochMilliseconds[];
}

/** Decides as ever, by what can still be read. Slots that would wait in line stay due. */
function decide(store: Store, question: DispatchQuestion, cursor: EpochMilliseconds): Decided {
  const [job] = question.jobs;
  if (job === undefined) return { cursor, start: [], skip: [] };
  const read = attempt(store, () => readSituation(store, job, question, noMoreIsolated));
  const situation = read.ok && read.value !== null ? read.value.situation : unknown;
  const reached = Math.max(situation.cursor, cursor);
  const decision = job.decide({ ...situation, cursor: reached });
  const isNew = (slot: EpochMilliseconds): boolean => slot > reached;
  const waits = decision.wait.map(({ slot }) => slot).filter(isNew);
  return {
    cursor: Math.min(decision.cursor, ...waits.map((slot) => slot - 1)),
    start: decision.start.map(({ slot }) => slot).filter(isNew),
    skip: decision.skip.filter(isNew),
  };
}

const noMoreIsolated = Infinity;

/** Where nothing can be read, what this process knows has to do. */
const unknown: JobSituation = {
  ...{ cursor: 0, dispatches: [], occupied: false, paused: false, durations: [] },
  isolatedNew: noMoreIsolated,
};
