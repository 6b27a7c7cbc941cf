import type { Milliseconds } from "../base/duration.ts";
import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { startJob } from "../process/job.ts";
import type { Environment, Launch } from "../process/launch.ts";
import type { JobCommand, JobEnd, JobRequest } from "../process/request.ts";
import { captureLimits } from "./capture-limits.ts";
import { jobEnvironment } from "./job-environment.ts";
import { newId } from "./run-id.ts";

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
  /** One line for whoever started luota. */
  readonly say: (line: string) => void;
}

/**
 * Background processes of the job may keep its output open: this long luota relays it itself, then
 * a `cat` takes over.
 */
const drainMs = 500;

/**
 * Starts the job first and opens the record meanwhile: neither the job's start nor its streams wait
 * for the store. Never fails for the record's sake; resolves with the job's own end.
 */
export async function recordRun(plan: RunPlan): Promise<Pick<JobEnd, "ending" | "dieOf">> {
  const id = newId();
  if (!plan.overlap) {
    const { claimRun } = await import("./claim.ts");
    const claim = claimRun(plan, id);
    if (claim.kind === "taken") return { ending: claim.ending, dieOf: null };
  }
  const startedAt = plan.now();
  const job = startJob({
    command: plan.command,
    cwd: plan.sink === "discard" ? plan.cwd : null,
    env: jobEnvironment(plan, id),
    timeoutMs: plan.timeoutMs,
    killAfterMs: plan.killAfterMs,
    drainMs,
    capture: plan.capture,
    sink: plan.sink,
    keep: {
      headBytes: captureLimits.head,
      tailBytes: captureLimits.tail,
      marginBytes: captureLimits.margin,
    },
    launch: plan.launch,
  });
  // From here on the job runs: SQLite and the rest load beside it.
  const { takeNotes } = await import("./notes.ts");
  const notes = takeNotes(plan, { id, startedAt, pid: job.pid });
  const end = await job.ended;
  notes.finish(end);
  return end;
}
