import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/**
 * What became of a slot. `met`: a run began in its window. `late`: it was missed, and a later start
 * still counts as its run. `skipped`: only a run that did nothing came. `excused`: nobody expected
 * it then. `unknown`: it could not be heard.
 */
export type SlotOutcome = "met" | "late" | "missed" | "skipped" | "excused" | "unknown";

/** Why a slot was settled otherwise than `met`, or a promise broke. */
export type Because =
  | {
      readonly kind: "host-down" | "luota-down";
      readonly from: EpochMilliseconds;
      readonly until: EpochMilliseconds;
    }
  /** Its signal needed our ears, and nobody listened then. */
  | { readonly kind: "deaf"; readonly from: EpochMilliseconds; readonly until: EpochMilliseconds }
  | { readonly kind: "paused" }
  /** The last run still went. */
  | { readonly kind: "overlap" }
  /** The job itself said, by its exit code, that there was nothing to do. */
  | { readonly kind: "skip-code" }
  | { readonly kind: "cadence-changed" };

/**
 * One settled slot, unique by (monitor, slot). A later row for the same slot replaces the earlier
 * one: a run that turns up afterwards makes a `missed` slot `met` or `late`.
 */
export interface SlotRow {
  readonly slot: EpochMilliseconds;
  readonly outcome: SlotOutcome;
  readonly because: Because | null;
  /** The run that the slot belongs to; null for beats and where none came. */
  readonly run: string | null;
  /** When it was decided in the story's own time: a start, or the end of the grace. */
  readonly at: EpochMilliseconds;
}

/** A slot to be settled. */
export interface SlotRef {
  readonly slot: EpochMilliseconds;
  /** The distance to the nearest other slot, from which grace and early come. */
  readonly gap: Milliseconds;
  /** The slot after it; null where there is none, and for floating slots. */
  readonly following: EpochMilliseconds | null;
  /** Set where only a run that did nothing came so far. */
  readonly skipped: SkippedBy | null;
}

export interface SkippedBy {
  readonly run: string;
  readonly because: "overlap" | "skip-code";
}
