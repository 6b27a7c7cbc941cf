import type { Milliseconds } from "../base/duration.ts";
import type { JobSituation, ScheduledJob } from "./job-situation.ts";

/** A job is new until so many of its runs have ended. */
export const runsToKnow = 3;

/** So many runs of new jobs are isolated at once: each is a process of its own. */
const mostIsolatedNew = 20;

/** A job that usually takes this long is worth a process of its own. */
const longJob: Milliseconds = 60_000;

/** Whether a run is to outlive the daemon: where asked for, where it takes long, where nothing is known. */
export function isToBeIsolated(
  { job, isolateAll }: Pick<ScheduledJob, "job" | "isolateAll">,
  { durations, isolatedNew }: Pick<JobSituation, "durations" | "isolatedNew">,
): boolean {
  if (isolateAll || job.isolate === "always") return true;
  if (job.isolate === "never") return false;
  if (durations.length < runsToKnow) return isolatedNew < mostIsolatedNew;
  const middle = durations.toSorted((one, other) => one - other)[durations.length >> 1] ?? 0;
  return middle >= longJob;
}
