import type { EpochMilliseconds } from "../base/time.ts";

/** When jobs are started. */
export interface Moment {
  readonly now: EpochMilliseconds;
  /** Slots before this fell into a downtime. */
  readonly upSince: EpochMilliseconds;
}
