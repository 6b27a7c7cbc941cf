import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { EvidenceBody } from "./evidence.ts";
import type { RunEnd, RunStart } from "./run.ts";

/**
 * One thing to be recorded. It goes straight into the store, or through the spool where the store
 * can't be written at once; applying the same report twice changes nothing.
 */
export type Report =
  | { readonly kind: "run-started"; readonly start: RunStart }
  /** Carries the start too, so that no order of arrival loses it. */
  | { readonly kind: "run-ended"; readonly start: RunStart; readonly end: RunEnd }
  /** The end of a run that was started elsewhere (`luota success RUN`): only its id is known. */
  | { readonly kind: "run-closed"; readonly close: RunClose }
  | { readonly kind: "signal"; readonly signal: Signal };

/** How a reported run ended; how long it took follows from its start, which the store knows. */
export type RunClose = Omit<RunEnd, "durationMs" | "cpuMs" | "peakMemory" | "output">;

/** Something heard that is not a run's start or end. */
export interface Signal {
  readonly id: string;
  readonly at: EpochMilliseconds;
  readonly monitor: string | null;
  readonly run: string | null;
  readonly host: string;
  readonly user: string | null;
  readonly body:
    | { readonly kind: "beat"; readonly summary: string | null; readonly payload: Json }
    | { readonly kind: "log"; readonly text: string }
    /** Of the run that the signal names. */
    | EvidenceBody;
}
