import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Outcome, Run } from "./run.ts";

/** One run as the history strip shows it. */
export interface RecentRun {
  readonly id: string;
  readonly outcome: Outcome;
  readonly startedAt: EpochMilliseconds;
  /** Null while the run has not ended. */
  readonly durationMs: Milliseconds | null;
}

/** What `status` says of a monitor: read with a bounded number of rows, however long its history. */
export interface MonitorSummary {
  readonly name: string;
  readonly knownSince: EpochMilliseconds;
  /** The run that started last. */
  readonly lastRun: Run | null;
  readonly lastSuccess: Run | null;
  /** Newest first, at most 20. */
  readonly recent: readonly RecentRun[];
  readonly runningCount: number;
  readonly runCount: number;
}
