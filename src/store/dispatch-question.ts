import type { EpochMilliseconds } from "../base/time.ts";
import type { JobDecision, JobSituation } from "../domain/job-situation.ts";
import type { OpenRun } from "../domain/lost.ts";
import type { RunStart } from "../domain/run.ts";

/** A job of which something may be due. All functions are called inside the transaction. */
export interface JobToDispatch {
  readonly monitor: string;
  /** The key of its schedule. */
  readonly cadence: string;
  /** Whose runs stand in its way beside root's: who watches, and who the job runs as. */
  readonly heeds: readonly number[];
  /** Whether `decide` asks how long runs took, and how many are isolated. */
  readonly asksForHistory: boolean;
  /** How many more times a bad run is tried. */
  readonly retries: number;
  /** Pure. */
  readonly decide: (situation: JobSituation) => JobDecision;
  /** The start as it is recorded, also for a slot that is passed over. */
  readonly describe: (slot: EpochMilliseconds, run: string) => RunStart;
}

export interface DispatchQuestion {
  readonly now: EpochMilliseconds;
  readonly reporterUid: number;
  readonly newId: () => string;
  readonly isInTheWay: (open: OpenRun) => boolean;
  readonly jobs: readonly JobToDispatch[];
}
