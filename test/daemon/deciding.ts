import { decideJob } from "../../src/domain/dispatch.ts";
import { nextGridSlot } from "../../src/domain/every.ts";
import type { Job } from "../../src/domain/job.ts";
import type { Dispatch, JobSituation, ScheduledJob } from "../../src/domain/job-situation.ts";
import { plainJob } from "../domain/plain-job.ts";

export const minute = 60_000;
const start = Date.UTC(2027, 0, 1);

/** An instant, in minutes after the start. */
export const at = (minutes: number): number => start + minutes * minute;

/** A job that is due each minute, and has been dealt with up to minute 10. */
export function scheduled(job: Partial<Job> = {}, more: Partial<ScheduledJob> = {}): ScheduledJob {
  return {
    job: { ...plainJob, ...job },
    schedule: {
      kind: "fixed",
      key: "each minute",
      next: (after) => nextGridSlot(minute, start, after),
      gapAt: () => minute,
    },
    ...{ offsetMs: 0, upSince: at(0), isolateAll: false },
    ...more,
  };
}

export function situation(given: Partial<JobSituation> = {}): JobSituation {
  const known = [100, 100, 100];
  const nothing = { occupied: false, paused: false, durations: known, isolatedNew: 0 };
  return { cursor: at(10), dispatches: [], ...nothing, ...given };
}

export function dispatch(slot: number, given: Partial<Dispatch> = {}): Dispatch {
  return {
    ...{ slot: at(slot), attempt: 1, state: "waiting", dueAt: at(slot), run: null },
    ...{ isolated: false, claimedAt: null, claims: 0, ended: null },
    ...given,
  };
}

/** What is decided, with slots as minutes. */
export function decide(job: ScheduledJob, given: Partial<JobSituation>, now: number) {
  const decision = decideJob(job, situation(given), at(now));
  const minutes = (slot: number): number => (slot - start) / minute;
  const slots = (list: readonly { readonly slot: number }[]) =>
    list.map(({ slot }) => minutes(slot));
  return {
    cursor: minutes(decision.cursor),
    start: slots(decision.start),
    wait: slots(decision.wait),
    skip: decision.skip.map(minutes),
    remove: decision.remove.map(minutes),
    giveUp: slots(decision.giveUp),
  };
}

export const nothing = { cursor: 10, start: [], wait: [], skip: [], remove: [], giveUp: [] };
export const begun = { ...nothing, cursor: 11, start: [11] };
