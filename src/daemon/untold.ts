import type { EpochMilliseconds } from "../base/time.ts";
import type { JobSituation } from "../domain/job-situation.ts";
import type { JobSupervisor } from "./supervise-jobs.ts";

/** What this process did with the slots of jobs while the store could not be told of it. */
export interface Untold {
  readonly add: (monitor: string, reached: EpochMilliseconds) => void;
  /** Those of which the store is to be told. */
  readonly monitors: () => readonly string[];
  readonly told: () => void;
  /** How far a job's slots were taken up. */
  readonly reach: (monitor: string, cursor: EpochMilliseconds) => EpochMilliseconds;
  readonly complete: (monitor: string, situation: JobSituation) => JobSituation;
}

export function createUntold(supervisor: Pick<JobSupervisor, "isRunning">): Untold {
  const cursors = new Map<string, EpochMilliseconds>();
  /** Jobs with a run of which the store may know nothing yet. */
  const running = new Set<string>();
  const reach = (monitor: string, cursor: EpochMilliseconds): EpochMilliseconds =>
    Math.max(cursor, cursors.get(monitor) ?? cursor);

  return {
    add: (monitor, reached) => {
      cursors.set(monitor, reached);
      running.add(monitor);
    },
    monitors: () => [...cursors.keys()],
    told: () => {
      cursors.clear();
    },
    reach,
    complete: (monitor, situation) => {
      if (running.has(monitor) && !supervisor.isRunning(monitor)) running.delete(monitor);
      const occupied = situation.occupied || running.has(monitor);
      return { ...situation, occupied, cursor: reach(monitor, situation.cursor) };
    },
  };
}
