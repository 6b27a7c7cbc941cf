import { isInTheWay } from "../domain/lost.ts";
import type { RunStart } from "../domain/run.ts";
import type { RunningJob } from "../process/request.ts";
import { readSight } from "../store/sight.ts";
import { secretsFromEnvironment } from "../text/secrets.ts";
import { openNotebook, type Notebook } from "./notebook.ts";
import { takeNotes } from "./notes.ts";
import type { BegunRun, RecordedRun, RunPlan } from "./recorded-run.ts";
import { startOfRun } from "./start-of-run.ts";

/**
 * Starts a job only if no other run of its monitor goes on: its start is written first, so that of two
 * at once one wins. Where the store can't tell, the job runs: the job comes first.
 */
export async function recordAlone(
  plan: RunPlan,
  begun: BegunRun,
  launch: (id: string) => RunningJob,
): Promise<RecordedRun> {
  const secrets = secretsFromEnvironment(plan.environment);
  const notebook = openNotebook(plan);
  const claimed = startOfRun(plan, begun, secrets);
  const sight = readSight();
  const claim = notebook.claim(claimed, (open) => isInTheWay(open, sight, plan.now()));
  if (claim.ok && claim.value.kind === "occupied") {
    return { ...skip(plan, notebook, claimed), occupiedBy: claim.value.by, overlapUnknown: null };
  }
  const job = launch(begun.id);
  const start = { ...claimed, pid: job.pid };
  const notes = takeNotes(plan, notebook, start, secrets);
  const end = await job.ended;
  return {
    end,
    kept: notes.finish(end),
    occupiedBy: null,
    overlapUnknown: claim.ok ? null : claim.failure,
  };
}

function skip(plan: RunPlan, notebook: Notebook, start: RunStart) {
  const ending = { kind: "skipped", reason: "overlap" } as const;
  const end = {
    id: start.id,
    endedAt: plan.now(),
    durationMs: 0,
    ending,
    cpuMs: null,
    peakMemory: null,
    summary: plan.summary,
    error: null,
    output: null,
  };
  const kept = notebook.keep({ kind: "run-ended", start, end });
  return { end: { ending, dieOf: null }, kept };
}
