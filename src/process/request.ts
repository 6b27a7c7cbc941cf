import type { Milliseconds } from "../base/duration.ts";
import type { Ending, NoContent } from "../domain/run.ts";
import type { Environment, Launch } from "./launch.ts";
import type { PipeSource } from "./pipes.ts";

export type JobCommand =
  | { readonly kind: "argv"; readonly words: readonly string[] }
  /** A line for /bin/sh. */
  | { readonly kind: "shell"; readonly line: string };

export interface JobRequest {
  readonly command: JobCommand;
  /** Null: where luota stands (also where that directory was deleted). */
  readonly cwd: string | null;
  /** The whole environment of the job. */
  readonly env: Environment;
  readonly timeoutMs: Milliseconds | null;
  /** From TERM to KILL. */
  readonly killAfterMs: Milliseconds;
  /** How long output of processes that the job left behind is still relayed by luota itself. */
  readonly drainMs: Milliseconds;
  readonly capture: "both" | "stderr" | "none";
  /**
   * `pass-through`: to luota's own stdout and stderr. `quiet`: there too, but only when the run ended
   * badly. `discard`: nowhere, for a daemon with many jobs at once: no signal handlers, own session.
   */
  readonly sink: "pass-through" | "quiet" | "discard";
  readonly keep: KeepLimits;
  readonly launch: Launch;
  /** Where pipes come from; for a daemon, which makes them in batches. Default: the launcher's, then mkfifo. */
  readonly pipes?: PipeSource;
}

/** How much of a stream's start and end is kept; the margin is added to both, for redaction before cutting. */
export interface KeepLimits {
  readonly headBytes: number;
  readonly tailBytes: number;
  readonly marginBytes: number;
}

/**
 * One stream as captured. `head` is its first `headBytes + marginBytes`; `tail` never overlaps it and
 * holds the last `tailBytes + marginBytes` of what came after. Nothing was left out in between where
 * `bytes === head.length + tail.length`.
 */
export type RawStream =
  | { readonly kind: "bytes"; readonly bytes: number; readonly head: Buffer; readonly tail: Buffer }
  /** `bytes` is null where luota never saw them. */
  | { readonly kind: "counted"; readonly bytes: number | null; readonly reason: NoContent };

export interface RawOutput {
  readonly stdout: RawStream;
  readonly stderr: RawStream;
  /** One pipe served both: all of it is in `stdout`, in the order of writing. */
  readonly merged: boolean;
}

export interface JobEnd {
  readonly ending: Ending;
  /** From the start to the exit of the job's own process, by the monotonic clock. */
  readonly durationMs: Milliseconds;
  readonly cpuMs: { readonly user: Milliseconds; readonly system: Milliseconds } | null;
  readonly peakMemory: number | null;
  readonly output: RawOutput;
  /** The signal luota is to die of too, so that its caller sees what the job's caller would. */
  readonly dieOf: NodeJS.Signals | null;
}

export interface RunningJob {
  /** Null where the command could not be started; `ended` tells why. */
  readonly pid: number | null;
  /** Never rejects. */
  readonly ended: Promise<JobEnd>;
  /** Sends TERM, and KILL after the grace period. */
  readonly stop: () => void;
}
