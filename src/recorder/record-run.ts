import { launchJob } from "./launch-job.ts";
import type { RecordedRun, RunPlan } from "./recorded-run.ts";
import { newId } from "./run-id.ts";

/**
 * Starts the job first and opens the record meanwhile: neither its start nor its streams wait for the
 * store (but for a claim, where overlap is not wanted). Never fails for the record's sake.
 */
export async function recordRun(plan: RunPlan): Promise<RecordedRun> {
  const startedAt = plan.now();
  if (plan.dispatch !== undefined) {
    const { recordSent } = await import("./record-sent.ts");
    return await recordSent(plan, { id: plan.dispatch.id, startedAt, pid: null });
  }
  const id = newId();
  // SQLite and all else that records load beside the running job, not before it.
  if (!plan.overlap) {
    const { recordAlone } = await import("./record-alone.ts");
    return await recordAlone(plan, { id, startedAt, pid: null }, launchJob);
  }
  const job = launchJob(plan, id);
  const { recordBeside } = await import("./record-beside.ts");
  return await recordBeside(plan, { id, startedAt, pid: job.pid }, job);
}
