import type { JobEnd, RunningJob } from "../process/request.ts";
import type { RunStart } from "../domain/run.ts";
import type { Secrets } from "../text/secrets.ts";
import { launchJob } from "./launch-job.ts";
import type { Kept, Notebook } from "./notebook.ts";
import { takeNotes } from "./notes.ts";
import { brokenRecord } from "./record-run.ts";
import type { RunPlan } from "./recorded-run.ts";

export interface ClaimedRun {
  readonly job: RunningJob;
  /** Never rejects. */
  readonly over: Promise<{ readonly end: Pick<JobEnd, "ending">; readonly kept: Kept }>;
}

/** Starts the job of a run whose start is in the store already, and records the rest of it. */
export function recordClaimed(
  plan: RunPlan,
  start: RunStart,
  notebook: Notebook,
  secrets: Secrets,
): ClaimedRun {
  const job = launchJob(plan, start.id);
  const notes = takeNotes(plan, notebook, { ...start, pid: job.pid }, secrets);
  const over = job.ended.then((end) => {
    try {
      return { end, kept: notes.finish(end) };
    } catch (error) {
      return brokenRecord(end, error);
    }
  });
  return { job, over };
}
