import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { ProofStep } from "./evidence-step.ts";
import type { Heard } from "./heard.ts";
import type { Monitor } from "./monitor.ts";
import type { MonitorState } from "./monitor-state.ts";

/** From `from` on, up to but without `until`. */
export interface Span {
  readonly from: EpochMilliseconds;
  readonly until: EpochMilliseconds;
}

/** A time in which this store had no watcher: because the host was off, or only luota was. */
export interface Outage extends Span {
  readonly kind: "host" | "luota";
}

/** The slots of a monitor. `key` changes when the cadence does. */
export type Schedule =
  | {
      readonly kind: "fixed";
      readonly key: string;
      /** The first slot strictly after an instant; null where there is none any more. */
      readonly next: (after: EpochMilliseconds) => EpochMilliseconds | null;
      /** The distance from a slot to the nearest other one. */
      readonly gapAt: (slot: EpochMilliseconds) => Milliseconds;
    }
  /** Due `everyMs` after the latest start. */
  | { readonly kind: "floating"; readonly key: string; readonly everyMs: Milliseconds }
  | { readonly kind: "none"; readonly key: string };

/** What stays the same of a monitor between two changes of the config. */
export interface Watched {
  readonly monitor: Monitor;
  readonly schedule: Schedule;
  readonly steps: readonly ProofStep[];
  /** However short the grace, a start may come this late: whoever starts the job comes by no sooner. Absent: 0. */
  readonly leastGraceMs?: Milliseconds;
  /** No slot at or before this is ever judged. */
  readonly knownSince: EpochMilliseconds;
  /** When the cadence got its present form; not before `knownSince`. */
  readonly cadenceSince: EpochMilliseconds;
}

/** All that the judge looks at for one monitor. */
export interface Facts {
  readonly watched: Watched;
  /** Null: never judged before. */
  readonly state: MonitorState | null;
  /** Heard since the last time, in the order of arrival. */
  readonly heard: readonly Heard[];
  /**
   * Settled slots with an outcome other than `met` and `late`, from `unmetSince` on, ascending: a
   * start may still count for one of them.
   */
  readonly unmet: readonly EpochMilliseconds[];
  /** In order, without overlap; those that end after `factsSince(state)`. */
  readonly outages: readonly Outage[];
  /** Pauses of this monitor that end after `factsSince(state)`. */
  readonly pauses: readonly Span[];
}
