import type { EpochMilliseconds } from "../base/time.ts";
import type { RecorderIdentity } from "../domain/run.ts";
import type { Outage } from "../domain/facts.ts";

/** Whoever judges and delivers: a daemon, or the passes of `luota check`. */
export interface Watcher {
  readonly kind: "daemon" | "check";
  readonly host: string;
  readonly user: string | null;
  /** The process, so that its death shows. */
  readonly identity: RecorderIdentity;
  /** When this boot began; null where the system does not tell. */
  readonly bootedAt: EpochMilliseconds | null;
}

/** A time in which a watcher was up; passes of `check` that follow each other are one. */
export interface WatchSpan {
  readonly number: number;
  readonly watcher: Watcher;
  readonly from: EpochMilliseconds;
  /** The last sign of life. */
  readonly until: EpochMilliseconds;
  /** When it said that it stops; null while it did not. */
  readonly stoppedAt: EpochMilliseconds | null;
}

export interface BegunSpan {
  readonly span: WatchSpan;
  /** The times right before it in which nobody watched. */
  readonly outages: readonly Outage[];
}

export type Begun =
  | (BegunSpan & { readonly kind: "begun" })
  /** Another daemon lives. */
  | { readonly kind: "held"; readonly by: WatchSpan };
