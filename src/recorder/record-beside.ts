import type { RunningJob } from "../process/request.ts";
import { secretsFromEnvironment } from "../text/secrets.ts";
import { openNotebook } from "./notebook.ts";
import { takeNotes } from "./notes.ts";
import type { BegunRun, RecordedRun, RunPlan } from "./recorded-run.ts";
import { startOfRun } from "./start-of-run.ts";

/** Records a job that runs already. */
export async function recordBeside(
  plan: RunPlan,
  begun: BegunRun,
  job: RunningJob,
): Promise<RecordedRun> {
  const secrets = secretsFromEnvironment(plan.environment);
  const start = startOfRun(plan, begun, secrets);
  const notebook = openNotebook(plan);
  const notes = takeNotes(plan, notebook, start, secrets);
  // Even the shortest job takes a moment, which is there to be used.
  notebook.makeReady();
  const end = await job.ended;
  return { end, kept: notes.finish(end), occupiedBy: null, overlapUnknown: null };
}
