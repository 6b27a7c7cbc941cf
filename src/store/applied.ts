import type { EpochMilliseconds } from "../base/time.ts";

/** Why a report was not taken, though the store is well. */
export interface Refusal {
  readonly kind: "refused";
  readonly reason:
    /** `run-closed` names a run that nobody has started (yet). */
    | "unknown-run"
    /** The run has ended, and not as this report says. */
    | "already-ended"
    /** The run was reported by another user. */
    | "other-reporter"
    /** The id belongs to another monitor's run, or to one that started at another time. */
    | "other-run"
    /** `run-closed` for a run whose end its own recorder will tell. */
    | "wrapped-run";
  readonly run: string;
}

/** `known`: all of it was in the store before; nothing changed. */
export type Applied = "recorded" | "known";

export interface ApplyOptions {
  readonly now: EpochMilliseconds;
  /** Who reports: the uid of this process, or of the owner of the spool file. */
  readonly reporterUid: number;
  /** Whoever may write the store may end any reported run; a spool file speaks for its owner alone. */
  readonly through?: "store" | "spool";
  /** How long to wait while others write; without it, what was last set. */
  readonly waitMs?: number;
}
