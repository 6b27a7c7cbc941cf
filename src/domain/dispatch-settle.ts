import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Dispatch, JobDecision, JobSituation } from "./job-situation.ts";
import type { Job } from "./job.ts";
import { nextAttempt } from "./retry.ts";

/** A process that was sent for a slot has so long to begin; then its claim counts no more. */
export const claimLasts: Milliseconds = 30_000;

/** So many processes are sent for one attempt. */
const mostClaims = 3;

interface Settled {
  /** Something of this job goes on, or is about to. */
  readonly busy: boolean;
  /** Slots in line, retries apart. */
  readonly queued: number;
  readonly wait: JobDecision["wait"];
  readonly remove: JobDecision["remove"];
  readonly giveUp: JobDecision["giveUp"];
  /** Claimed in vain: to be claimed again. */
  readonly again: readonly Dispatch[];
  /** Their time has come. */
  readonly ready: readonly Dispatch[];
}

/** What became of the slots that were taken up before. */
export function settleDispatches(
  job: Job,
  situation: JobSituation,
  now: EpochMilliseconds,
): Settled {
  const wait: Pick<Dispatch, "slot" | "attempt" | "dueAt">[] = [];
  const remove: EpochMilliseconds[] = [];
  const giveUp: Dispatch[] = [];
  const again: Dispatch[] = [];
  const ready: Dispatch[] = [];
  let busy = situation.occupied;
  let queued = 0;
  for (const dispatch of situation.dispatches) {
    const { slot, attempt, ended } = dispatch;
    switch (dispatch.state) {
      case "started": {
        if (ended === null) break;
        const at = nextAttempt(job.retry, ended.outcome, attempt, ended.at);
        if (at === null || situation.paused) remove.push(slot);
        else wait.push({ slot, attempt: attempt + 1, dueAt: at });
        break;
      }
      case "claimed":
        if (isOnItsWay(dispatch, now)) busy = true;
        else if (dispatch.claims < mostClaims) again.push(dispatch);
        else giveUp.push(dispatch);
        break;
      case "waiting":
        if (situation.paused) remove.push(slot);
        else if (dispatch.dueAt <= now) ready.push(dispatch);
        if (attempt === 1 && !situation.paused) queued += 1;
        break;
      default:
        unreachable(dispatch.state);
    }
  }
  return { busy, queued, wait, remove, giveUp, again, ready };
}

/** A claim of the future was made by a wrong clock. */
function isOnItsWay({ claimedAt }: Dispatch, now: EpochMilliseconds): boolean {
  return claimedAt !== null && Math.abs(now - claimedAt) <= claimLasts;
}
