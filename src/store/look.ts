import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Reading, Weighed } from "../domain/reading.ts";
import type { RecorderIdentity } from "../domain/run.ts";

/** Why it is looked: again and again at what must be fresh, or for one run until it is as asked. */
export type Purpose = "freshness" | "verify" | "artifact";

/** What a look is for. */
export interface LookAim {
  readonly monitor: string;
  readonly purpose: Purpose;
  /** Null for freshness. */
  readonly run: string | null;
  /** The step or the artifact; empty for freshness. */
  readonly subject: string;
}

/** A monitor that is to be looked at again and again. */
export interface PlannedLook {
  readonly monitor: string;
  readonly everyMs: Milliseconds;
  /** Changes with what is looked at: then it is looked at once. */
  readonly digest: string;
}

/** A look for the sake of a run: again each `everyMs` until it is good or `until` has passed. */
export interface RunLook extends LookAim {
  readonly run: string;
  readonly everyMs: Milliseconds;
  readonly dueAt: EpochMilliseconds;
  readonly until: EpochMilliseconds;
}

/** A look that is this process's to do. */
export interface ClaimedLook extends LookAim {
  readonly number: number;
  readonly runStartedAt: EpochMilliseconds | null;
}

/** What a claimed look came to. */
export interface LookDone {
  readonly look: ClaimedLook;
  readonly reading: Reading;
  readonly weighed: Weighed;
}

export interface ClaimQuestion {
  readonly now: EpochMilliseconds;
  readonly limit: number;
  readonly prober: RecorderIdentity;
  /** How long this process may need for it; null: nothing asks for it any more, and it goes. */
  readonly leaseOf: (look: LookAim) => Milliseconds | null;
}

/** A reading as it is kept. */
export interface KeptReading extends Omit<LookAim, "monitor"> {
  readonly number: number;
  readonly reading: Reading;
  readonly weighed: Weighed;
  /** For a run: it is not looked again. */
  readonly isLast: boolean;
}
