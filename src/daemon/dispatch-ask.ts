import { decideJob } from "../domain/dispatch.ts";
import type { JobSituation } from "../domain/job-situation.ts";
import { isInTheWay, type Sight } from "../domain/lost.ts";
import { newId } from "../recorder/run-id.ts";
import type { DispatchQuestion } from "../store/dispatch-question.ts";
import { readSight } from "../store/sight.ts";
import type { Moment } from "./dispatch-moment.ts";
import type { PreparedJob } from "./prepare-job.ts";
import type { WatcherWorld } from "./world.ts";

export interface Asking {
  readonly world: WatcherWorld;
  /** Nobody stays to supervise. */
  readonly isolateAll: boolean;
  /** What the store says of a job, and what it was not told yet. */
  readonly complete: (monitor: string, situation: JobSituation) => JobSituation;
}

/** What is asked of the store about jobs of which something may be due. */
export function askFor(
  prepared: readonly PreparedJob[],
  { now, upSince }: Moment,
  { world, isolateAll, complete }: Asking,
): DispatchQuestion {
  let sight: Sight | null = null;
  return {
    now,
    newId,
    reporterUid: world.uid,
    isInTheWay: (open) => isInTheWay(open, (sight ??= readSight()), now),
    jobs: prepared.map((each) => {
      const { listed, plan } = each;
      const { job, schedule, offsetMs } = listed;
      const monitor = listed.monitor.name;
      // What can't be started is told from here.
      const tried = plan.ok ? job : { ...job, isolate: "never" as const };
      const isolates = isolateAll && plan.ok;
      const scheduled = { job: tried, schedule, offsetMs, upSince, isolateAll: isolates };
      return {
        monitor,
        cadence: schedule.key,
        heeds: [world.uid, ...(plan.ok ? [plan.value.jobUid ?? world.uid] : [])],
        retries: job.retry.attempts,
        asksForHistory: tried.isolate === "auto" && !isolates,
        decide: (situation) => decideJob(scheduled, complete(monitor, situation), now),
        describe: (slot, run) => each.describe(run, slot, now),
      };
    }),
  };
}
