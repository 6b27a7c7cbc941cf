import type { Milliseconds } from "../base/duration.ts";
import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Run } from "../domain/run.ts";
import type { Environment, Launch } from "../process/launch.ts";
import type { PipeSource } from "../process/pipes.ts";
import type { JobCommand, JobEnd, JobRequest } from "../process/request.ts";
import type { Refusal } from "../store/applied.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Kept } from "./notebook.ts";

/** A job to be run and recorded. */
export interface RunPlan {
  readonly monitor: string;
  readonly command: JobCommand;
  /** Null where the working directory is gone. */
  readonly cwd: string | null;
  /** The job's environment, without what luota adds. */
  readonly environment: Environment;
  readonly launch: Launch;
  readonly sink: JobRequest["sink"];
  readonly capture: JobRequest["capture"];
  readonly timeoutMs: Milliseconds | null;
  readonly killAfterMs: Milliseconds;
  /** False: not started while another run of the monitor goes on. */
  readonly overlap: boolean;
  readonly sha: string | null;
  readonly externalId: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly payload: Json;
  readonly summary: string | null;
  /** Absolute. */
  readonly storePath: string;
  readonly uid: number;
  readonly now: () => EpochMilliseconds;
  /** Where a watcher started it for a slot. */
  readonly dispatch?: DispatchedRun;
  /** As in JobRequest. */
  readonly pipes?: PipeSource;
}

/** What a watcher settled of a run before its start. */
export interface DispatchedRun {
  readonly id: string;
  /** Null where it is run again for none. */
  readonly slot: EpochMilliseconds | null;
  /** Words that go before the command, such as those of `nice`: each program starts the next one. */
  readonly through: readonly string[];
  /** Who the job runs as; null: who records it. */
  readonly jobUid: number | null;
  /** Variables whose values are secret, whatever they are called. */
  readonly secretNames: readonly string[];
  /** Regular expressions of the config, for the flag `u`. */
  readonly redact: readonly string[];
}

/** What a run came to, and what became of its record. */
export interface RecordedRun {
  readonly end: Pick<JobEnd, "ending" | "dieOf">;
  readonly kept: Kept;
  /** The run that stood in the way of this one, where overlap was not wanted. */
  readonly occupiedBy: Run | null;
  /** Why it could not be told whether another run goes on. */
  readonly overlapUnknown: StoreFailure | Refusal | null;
}

export interface BegunRun {
  readonly id: string;
  readonly startedAt: EpochMilliseconds;
  readonly pid: number | null;
}
