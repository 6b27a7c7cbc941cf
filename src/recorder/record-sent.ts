import type { RunningJob } from "../process/request.ts";
import { openNotebook } from "./notebook.ts";
import { takeNotes } from "./notes.ts";
import type { BegunRun, RecordedRun, RunPlan } from "./recorded-run.ts";
import { secretsOfPlan } from "./secrets-of-plan.ts";
import { startOfRun } from "./start-of-run.ts";

/**
 * Runs a job for which a watcher sent this process, if the slot is still its own: the watcher may have
 * sent another one meanwhile. Where the store has broken since, the job comes first; where it is only
 * busy, the watcher sends again.
 */
export async function recordSent(
  plan: RunPlan,
  begun: BegunRun,
  launch: (id: string) => RunningJob,
): Promise<RecordedRun> {
  const secrets = secretsOfPlan(plan);
  const notebook = openNotebook(plan);
  const claimed = startOfRun(plan, begun, secrets);
  const taken = notebook.take(claimed);
  if (!taken.ok && (taken.failure.kind === "no-claim" || taken.failure.kind === "locked"))
    return notOurs;
  const job = launch(begun.id);
  const notes = takeNotes(plan, notebook, { ...claimed, pid: job.pid }, secrets);
  const end = await job.ended;
  return { end, kept: notes.finish(end), occupiedBy: null, overlapUnknown: null };
}

const notOurs: RecordedRun = {
  end: { ending: { kind: "skipped", reason: "overlap" }, dieOf: null },
  kept: { kind: "stored" },
  occupiedBy: null,
  overlapUnknown: null,
};
