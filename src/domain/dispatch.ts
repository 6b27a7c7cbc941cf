import type { EpochMilliseconds } from "../base/time.ts";
import { settleDispatches } from "./dispatch-settle.ts";
import { latestSlots } from "./dispatch-slots.ts";
import { isToBeIsolated } from "./isolation.ts";
import type { JobDecision, JobSituation, ScheduledJob, SlotStart } from "./job-situation.ts";

/** So many slots wait for a job at most; later ones are skipped. */
const longestQueue = 100;

/** Decides which slots of a job are started now, which wait, and which are passed over. */
export function decideJob(
  scheduled: ScheduledJob,
  situation: JobSituation,
  now: EpochMilliseconds,
): JobDecision {
  const { job } = scheduled;
  const { cursor, due } = takeSlots(scheduled, situation, now);
  const settled = settleDispatches(job, situation, now);
  let { busy, queued } = settled;
  const start: SlotStart[] = [];
  const wait = [...settled.wait];
  const skip: EpochMilliseconds[] = [];
  const remove = [...settled.remove];

  const begin = (slot: EpochMilliseconds, attempt: number, claims = 1): void => {
    const isNew = situation.isolatedNew + start.filter((each) => each.isolated).length;
    const isolated = isToBeIsolated(scheduled, { ...situation, isolatedNew: isNew });
    start.push({ slot, attempt, isolated, claims });
    busy = true;
  };
  for (const again of settled.again) begin(again.slot, again.attempt, again.claims + 1);
  // While slots wait in line a new one joins them, so that they run in their order.
  const ready = settled.ready.filter(({ attempt, slot }) => {
    const overtaken = attempt > 1 && job.overlap !== "allow" && isOvertaken(slot, due, situation);
    if (overtaken) remove.push(slot);
    return !overtaken;
  });
  for (const slot of due) {
    const inLine = queued > 0 && (job.overlap === "queue" || job.catchUp === "all");
    if (job.overlap === "allow" || (!busy && !inLine && ready.length === 0)) begin(slot, 1);
    else if (job.overlap === "queue" || job.catchUp === "all") {
      if (queued >= longestQueue) skip.push(slot);
      else {
        wait.push({ slot, attempt: 1, dueAt: slot + scheduled.offsetMs });
        queued += 1;
      }
    } else skip.push(slot);
  }
  for (const { slot, attempt } of ready) if (job.overlap === "allow" || !busy) begin(slot, attempt);
  return { cursor, start, wait, skip, remove, giveUp: settled.giveUp };
}

/** The slots to be taken up, oldest first, and how far all are dealt with then. */
function takeSlots(
  { job, schedule, offsetMs, upSince }: ScheduledJob,
  situation: JobSituation,
  now: EpochMilliseconds,
): { readonly cursor: EpochMilliseconds; readonly due: readonly EpochMilliseconds[] } {
  const until = now - offsetMs;
  // A clock was wrong when it got there.
  if (situation.cursor > until + schedule.gapAt(situation.cursor))
    return { cursor: until, due: [] };
  const passed = latestSlots(schedule.next, situation.cursor, until, longestQueue);
  const cursor = Math.max(situation.cursor, passed.at(-1) ?? situation.cursor);
  if (situation.paused) return { cursor, due: [] };
  const timely = passed.filter((slot) => slot >= upSince);
  if (job.catchUp === "all") return { cursor, due: passed };
  return { cursor, due: job.catchUp === "once" && timely.length === 0 ? passed.slice(-1) : timely };
}

/** A retry that waits while a later slot has come is not worth its time any more. */
function isOvertaken(
  slot: EpochMilliseconds,
  due: readonly EpochMilliseconds[],
  situation: JobSituation,
): boolean {
  const later = (other: EpochMilliseconds): boolean => other > slot;
  return due.some(later) || situation.dispatches.some((other) => later(other.slot));
}
