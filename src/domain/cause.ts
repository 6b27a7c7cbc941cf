import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Outcome } from "./run.ts";
import type { Because } from "./slot-row.ts";

/** A way in which a promise is broken. */
export type CauseKind =
  | "missed"
  | "failing"
  | "unproven"
  /** A run ended well sooner than it can have done its work. */
  | "too-fast"
  /** A run ended well, and one of its numbers is far from what is usual. */
  | "drift"
  | "lost"
  | "overrunning"
  /** So many warned runs in a row as `warnLimit` allows. */
  | "warned"
  | "stale"
  /** The probe itself fails: nobody can tell whether the promise holds. */
  | "unreadable"
  /** A route can take no notices; luota's own. */
  | "route-broken";

/** What ends each kind of cause. */
export const endOfCause = {
  missed: "a-start",
  failing: "a-healthy-run",
  unproven: "a-healthy-run",
  "too-fast": "a-healthy-run",
  drift: "a-healthy-run",
  lost: "a-healthy-run",
  overrunning: "the-end-of-the-run",
  warned: "a-run-without-warning",
  stale: "a-good-reading",
  unreadable: "a-reading",
  "route-broken": "an-accepted-notice",
} as const satisfies Record<CauseKind, string>;

export type EndOfCause = (typeof endOfCause)[CauseKind];

/** The facts of one break, as messages tell it. Null where a fact does not apply. */
export interface BreakDetail {
  readonly slot: EpochMilliseconds | null;
  readonly run: string | null;
  readonly outcome: Outcome | null;
  /** Evidence steps that are missing or were refuted. */
  readonly missing: readonly string[];
  readonly because: Because | null;
  /** How many bad (or warned) runs in a row this one makes. */
  readonly inRow: number;
  readonly lastGood: GoodSign | null;
}

/** The last time that all was well: a run, or a beat or reading where `run` is null. */
export interface GoodSign {
  readonly run: string | null;
  readonly at: EpochMilliseconds;
}

/** What ended a cause. */
export type EndedBy =
  | { readonly kind: "run"; readonly run: string }
  | { readonly kind: "beat" }
  | { readonly kind: "reading" }
  /** The route took a notice again. */
  | { readonly kind: "accepted-notice" }
  /** A run that was called lost turned out to have ended after all. */
  | { readonly kind: "true-ending"; readonly run: string }
  /** Evidence for a run that was called unproven arrived after all. */
  | { readonly kind: "late-proof"; readonly run: string }
  /** A drill was ended on purpose. */
  | { readonly kind: "drill-over" }
  /** The rule that was broken is no longer in the config. */
  | { readonly kind: "rule-gone" };

/**
 * One turn of a monitor's story, in the order and at the instants at which it happened, however
 * late it was judged. `reconcile` folds turns into incidents. `gap`: between slots at that time, null
 * where there are none.
 */
export type Turn =
  | {
      readonly kind: "began";
      readonly cause: CauseKind;
      readonly at: EpochMilliseconds;
      readonly gap: Milliseconds | null;
      readonly detail: BreakDetail;
    }
  /** The same again, while the cause is open: `count` breaks, the last of them at `at`. */
  | {
      readonly kind: "again";
      readonly cause: CauseKind;
      readonly at: EpochMilliseconds;
      readonly count: number;
      readonly gap: Milliseconds | null;
      readonly detail: BreakDetail;
    }
  | {
      readonly kind: "ended";
      readonly cause: CauseKind;
      readonly at: EpochMilliseconds;
      readonly by: EndedBy;
    }
  /** A proven run, a beat or a good reading: an incident without open causes may resolve. */
  | { readonly kind: "proof"; readonly at: EpochMilliseconds; readonly run: string | null }
  /** The broken rule is gone from the config: nothing more will prove it. */
  | { readonly kind: "moot"; readonly at: EpochMilliseconds };
