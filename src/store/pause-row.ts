import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";

/** A time in which nothing is expected of a monitor. */
export interface Pause {
  readonly number: number;
  readonly monitor: string;
  readonly from: EpochMilliseconds;
  readonly until: EpochMilliseconds;
  readonly reason: string | null;
  readonly by: Actor;
}

/** A silence from the command line; those of the config are in the config. */
export interface StoredSilence {
  readonly number: number;
  /** A monitor's name, or a pattern. */
  readonly monitor: string;
  readonly from: EpochMilliseconds;
  readonly until: EpochMilliseconds;
  readonly reason: string;
  readonly by: Actor;
}
