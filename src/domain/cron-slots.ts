import type { EpochMilliseconds } from "../base/time.ts";
import type { CronSchedule } from "./cron-schedule.ts";
import { nextWallTime } from "./cron-wall.ts";
import { spanAt, type ZoneSpan, type ZoneSpans } from "./zone-span.ts";

const twoDays = 2 * 86_400;

/** In some zone a pattern may never fit though it has days (`* 3 * 3 0L` where the clocks jump). */
const secondsToSearch = 100 * 366 * 86_400;

/**
 * The first slot after an instant, in a zone; null where there is none in a hundred years.
 *
 * Slots are those of Debian's cron. A wild job follows elapsed time: what a jump forward leaves out
 * is skipped, what is shown twice runs twice. Any other job runs once for all its times in a gap,
 * directly after it, and in a repeated hour in the first pass. A change of three hours or more is
 * a new calendar for cron (Apia crossed the date line in 2011): it makes up for nothing.
 */
export function nextCronSlot(
  schedule: CronSchedule,
  zone: ZoneSpans,
  after: EpochMilliseconds,
): EpochMilliseconds | null {
  let from = Math.floor(after / 1000) + 1;
  const limit = from + secondsToSearch;
  while (from < limit) {
    const span = spanAt(zone, from);
    if (from === span.start && makesUpForGap(schedule, span)) return from * 1000;
    const wall = nextWallTime(schedule, firstWallTime(schedule, span, from));
    if (wall === null) return null;
    const slot = wall - span.offset;
    if (slot < span.end) return slot * 1000;
    // What lies years ahead is not walked to change by change; no change moves a clock by two days.
    from = from < span.end - twoDays ? Math.max(span.end, slot - twoDays) : span.end;
  }
  return null;
}

function makesUpForGap(schedule: CronSchedule, span: ZoneSpan): boolean {
  if (schedule.wild || !jumpsForward(span)) return false;
  const missed = nextWallTime(schedule, span.resume);
  return missed !== null && missed < span.start + span.offset;
}

/** Where the clocks stand, or for a fixed-time job in a repeated hour: where they stood before it. */
function firstWallTime(schedule: CronSchedule, span: ZoneSpan, from: number): number {
  const wall = from + span.offset;
  return !schedule.wild && isSetBack(span) ? Math.max(wall, span.resume) : wall;
}

const threeHours = 3 * 3_600;

/** Whether the clocks jumped forward into the span, by so little that cron makes up for it. */
export function jumpsForward(span: ZoneSpan): boolean {
  const gap = span.start + span.offset - span.resume;
  return gap > 0 && gap < threeHours;
}

/** Whether the clocks were set back at the span's start, by so little that cron waits for them. */
export function isSetBack(span: ZoneSpan): boolean {
  const repeated = span.resume - span.start - span.offset;
  return repeated > 0 && repeated <= threeHours;
}
