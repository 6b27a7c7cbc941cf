import { startJob } from "../process/job.ts";
import type { RunningJob } from "../process/request.ts";
import { captureLimits } from "./capture-limits.ts";
import { jobEnvironment } from "./job-environment.ts";
import type { RecordedRun, RunPlan } from "./recorded-run.ts";
import { newId } from "./run-id.ts";

/**
 * Background processes of the job may keep its output open: this long luota relays it itself, then
 * a `cat` takes over.
 */
const drainMs = 500;

/**
 * Starts the job first and opens the record meanwhile: neither its start nor its streams wait for the
 * store (but for a claim, where overlap is not wanted). Never fails for the record's sake.
 */
export async function recordRun(plan: RunPlan): Promise<RecordedRun> {
  const id = newId();
  const startedAt = plan.now();
  // SQLite and all else that records load beside the running job, not before it.
  if (!plan.overlap) {
    const { recordAlone } = await import("./record-alone.ts");
    return await recordAlone(plan, { id, startedAt, pid: null }, launchJob);
  }
  const job = launchJob(plan, id);
  const { recordBeside } = await import("./record-beside.ts");
  return await recordBeside(plan, { id, startedAt, pid: job.pid }, job);
}

function launchJob(plan: RunPlan, id: string): RunningJob {
  return startJob({
    command: plan.command,
    // Where luota stands itself, the job stands too, also in a directory that was deleted.
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
}
