import type { EpochMilliseconds } from "../base/time.ts";

/** A monitor as the store knows it: named by the config, or only recorded. */
export interface KnownMonitor {
  readonly number: number;
  readonly name: string;
  /** The config in force names it, for this host. */
  readonly configured: boolean;
  /** When it was last taken out of the config; null: never, or it is back. */
  readonly withdrawnAt: EpochMilliseconds | null;
  /** No slot or run before this is judged. */
  readonly knownSince: EpochMilliseconds;
  /** When its cadence got its present form. */
  readonly cadenceSince: EpochMilliseconds;
}
