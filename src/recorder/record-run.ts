import type { JobEnd, RunningJob } from "../process/request.ts";
import { launchJob } from "./launch-job.ts";
import type { Kept } from "./notebook.ts";
import type { RecordedRun, RunPlan } from "./recorded-run.ts";
import { newId } from "./run-id.ts";

/**
 * Starts the job first and opens the record meanwhile: neither its start nor its streams wait for the
 * store (but for a claim, where overlap is not wanted). Never fails for the record's sake: whatever is
 * thrown there, the job is started (once) and its end is awaited and told.
 */
export async function recordRun(plan: RunPlan): Promise<RecordedRun> {
  const launched: { job: RunningJob | null; tried: boolean } = { job: null, tried: false };
  const launch = (id: string | null): RunningJob => {
    launched.tried = true;
    launched.job = launchJob(plan, id);
    return launched.job;
  };
  try {
    return await record(plan, launch);
  } catch (error) {
    if (launched.tried && launched.job === null) throw error;
    const { ended } = launched.job ?? launch(null);
    return { ...brokenRecord(await ended, error), occupiedBy: null, overlapUnknown: null };
  }
}

/** What is left of a record when making it threw. */
export function brokenRecord(
  end: JobEnd,
  error: unknown,
): { readonly end: JobEnd; readonly kept: Kept } {
  return { end, kept: { kind: "broken", detail: String(error) } };
}

async function record(plan: RunPlan, launch: (id: string) => RunningJob): Promise<RecordedRun> {
  const startedAt = plan.now();
  if (plan.dispatch !== undefined) {
    const { recordSent } = await import("./record-sent.ts");
    return await recordSent(plan, { id: plan.dispatch.id, startedAt, pid: null }, launch);
  }
  const id = newId();
  // SQLite and all else that records load beside the running job, not before it.
  if (!plan.overlap) {
    const { recordAlone } = await import("./record-alone.ts");
    return await recordAlone(plan, { id, startedAt, pid: null }, launch);
  }
  const job = launch(id);
  const { recordBeside } = await import("./record-beside.ts");
  return await recordBeside(plan, { id, startedAt, pid: job.pid }, job);
}
