import type { EpochMilliseconds } from "../base/time.ts";
import type { Drift } from "./drift.ts";
import type { Outage } from "./facts.ts";
import type { ReadingsTold } from "./reading.ts";
import type { ScriptFacts } from "./run.ts";

/** What is known of the time since the last good run, apart from the runs themselves. */
export interface World {
  /** Configs that changed something of this promise since then, oldest first. */
  readonly configs: readonly ConfigSince[];
  /** Times since then in which nobody watched, in order. */
  readonly outages: readonly Outage[];
  /** The script of the last good run as its file is now; null where nobody looked. */
  readonly script: ScriptFacts | "gone" | null;
  /** Bytes free now where the last good run stood; null where nobody looked. */
  readonly freeDisk: number | null;
  /** The latest run of another monitor that began between a missed slot and when it was noticed. */
  readonly neighbour: Neighbour | null;
  /** Numbers of the run that are far from what its monitor's healthy runs have. */
  readonly drifts?: readonly Drift[];
  /** Of what must be fresh; null where nothing must, or nobody looked. */
  readonly readings: ReadingsTold | null;
}

export interface ConfigSince {
  readonly number: number;
  readonly at: EpochMilliseconds;
  readonly by: string | null;
  /** `timeout 10m -> 2m`, one each. */
  readonly changes: readonly string[];
}

export interface Neighbour {
  readonly monitor: string;
  readonly startedAt: EpochMilliseconds;
}

/** Where nobody looked at anything. */
export const unknownWorld: World = {
  configs: [],
  outages: [],
  script: null,
  freeDisk: null,
  neighbour: null,
  readings: null,
};
