import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Schedule } from "./facts.ts";
import type { Job } from "./job.ts";
import type { Outcome } from "./run.ts";

/** A job of the config in force, with the slots at which it is due. */
export interface ScheduledJob {
  readonly job: Job;
  readonly schedule: Schedule & { readonly kind: "fixed" };
  /** The start comes so long after its slot. */
  readonly offsetMs: Milliseconds;
  /** Slots before this fell into a downtime. */
  readonly upSince: EpochMilliseconds;
  /** Nobody stays to supervise: every run is isolated. */
  readonly isolateAll: boolean;
}

/**
 * One slot that was taken up and is not over. `waiting`: for its time, or for an earlier run to end.
 * `claimed`: a process of its own is on its way. `started`: its run is recorded.
 */
export interface Dispatch {
  readonly slot: EpochMilliseconds;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly state: "waiting" | "claimed" | "started";
  readonly dueAt: EpochMilliseconds;
  readonly run: string | null;
  readonly isolated: boolean;
  readonly claimedAt: EpochMilliseconds | null;
  /** How often a process was sent for this attempt. */
  readonly claims: number;
  /** Of its run; null while it goes on. */
  readonly ended: { readonly outcome: Outcome; readonly at: EpochMilliseconds } | null;
}

/** All that deciding on one job depends on, as the store has it. */
export interface JobSituation {
  /** The latest slot that was dealt with. */
  readonly cursor: EpochMilliseconds;
  /** By slot. */
  readonly dispatches: readonly Dispatch[];
  /** A run of it goes on, or may go on. */
  readonly occupied: boolean;
  readonly paused: boolean;
  /** How long its latest runs took. */
  readonly durations: readonly Milliseconds[];
  /** Isolated runs of jobs that are new, of all monitors. */
  readonly isolatedNew: number;
}

export interface SlotStart {
  readonly slot: EpochMilliseconds;
  readonly attempt: number;
  readonly isolated: boolean;
  readonly claims: number;
}

/** What is to be done; each slot is in one list. */
export interface JobDecision {
  readonly cursor: EpochMilliseconds;
  readonly start: readonly SlotStart[];
  readonly wait: readonly Pick<Dispatch, "slot" | "attempt" | "dueAt">[];
  /** The last run still goes. */
  readonly skip: readonly EpochMilliseconds[];
  /** Over, or overtaken by a later slot. */
  readonly remove: readonly EpochMilliseconds[];
  /** Several processes were sent, and none of them began. */
  readonly giveUp: readonly Dispatch[];
}
