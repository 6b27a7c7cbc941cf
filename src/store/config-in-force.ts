import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import type { ProofStep } from "../domain/evidence-step.ts";
import type { ExitCodes } from "../domain/monitor.ts";

/** The compiled config that the watcher works with. */
export interface ConfigInForce {
  /** Counts up with each change; names what was read when something is to be written. */
  readonly number: number;
  readonly json: string;
  /** SHA-256 of `json`, in hex. */
  readonly digest: string;
  readonly since: EpochMilliseconds;
  readonly by: Actor;
}

/** A compiled config with all that the store itself must know of it. */
export interface ConfigToApply {
  readonly json: string;
  readonly digest: string;
  /** Those that are watched on this host. */
  readonly monitors: readonly ConfiguredMonitor[];
  /** The names of all routes: what was known of any other one is moot. */
  readonly routes: readonly string[];
}

export interface ConfiguredMonitor {
  readonly name: string;
  /** Earlier names, whose history continues under this one. */
  readonly was: readonly string[];
  /** The key of its schedule: when it changes, slots count from then on. */
  readonly cadence: string;
  readonly exitCodes: ExitCodes;
  /** What its runs have to prove. Absent: nothing. */
  readonly steps?: readonly ProofStep[];
  /** Something is to be noticed though nobody reports: it has a cadence, or a freshness to look at. */
  readonly expects: boolean;
}

export interface AppliedConfig {
  readonly config: ConfigInForce;
  /** False: it was in force already, and nothing changed. */
  readonly changed: boolean;
  readonly added: readonly string[];
  readonly withdrawn: readonly string[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly cadenceChanged: readonly string[];
  /** Earlier names whose history stays apart, since the new name had a history of its own. */
  readonly notRenamed: readonly { readonly from: string; readonly to: string }[];
}
