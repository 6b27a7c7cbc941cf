import type { EpochMilliseconds } from "../base/time.ts";
import type { CompiledCron } from "./cron-compiled.ts";
import { isSetBack, jumpsForward } from "./cron-slots.ts";
import { nextWallTime } from "./cron-wall.ts";
import { spanAt, type ZoneSpan } from "./zone-span.ts";

/** What a change of a zone's clocks does to a pattern. Wall times are given as if they were UTC. */
export interface ZoneEffect {
  /**
   * `skipped`: the times do not come and nothing runs for them. `shifted`: they do not come, and
   * the job runs once for all of them, at `at`. `repeated`: they come twice, and so does the run.
   */
  readonly kind: "skipped" | "shifted" | "repeated";
  /** The instant at which the clocks change. */
  readonly at: EpochMilliseconds;
  /** What the clocks would have shown at that instant, and what they show. */
  readonly wallBefore: EpochMilliseconds;
  readonly wallAfter: EpochMilliseconds;
  /** How many times of the pattern are concerned, and the first and the last of them. */
  readonly count: number;
  readonly firstWall: EpochMilliseconds;
  readonly lastWall: EpochMilliseconds;
}

/** The effects of all changes after `from` and up to `until`. */
export function zoneEffects(
  cron: CompiledCron,
  from: EpochMilliseconds,
  until: EpochMilliseconds,
): readonly ZoneEffect[] {
  const effects: ZoneEffect[] = [];
  let span = spanAt(cron.zone, Math.floor(from / 1000));
  while (span.end * 1000 <= until) {
    const next = spanAt(cron.zone, span.end);
    const kind = effectOf(cron, span, next);
    const before = next.start + span.offset;
    const after = next.start + next.offset;
    const walls = wallTimesBetween(cron, Math.min(before, after), Math.max(before, after));
    if (kind !== null && walls !== null) {
      const at = next.start * 1000;
      effects.push({ kind, at, wallBefore: before * 1000, wallAfter: after * 1000, ...walls });
    }
    span = next;
  }
  return effects;
}

function effectOf(cron: CompiledCron, span: ZoneSpan, next: ZoneSpan): ZoneEffect["kind"] | null {
  if (next.offset === span.offset) return null;
  if (next.offset > span.offset)
    return !cron.schedule.wild && jumpsForward(next) ? "shifted" : "skipped";
  return !cron.schedule.wild && isSetBack(next) ? null : "repeated";
}

function wallTimesBetween(
  cron: CompiledCron,
  from: number,
  until: number,
): Pick<ZoneEffect, "count" | "firstWall" | "lastWall"> | null {
  const first = nextWallTime(cron.schedule, from);
  if (first === null || first >= until) return null;
  let last = first;
  let count = 1;
  for (;;) {
    const next = nextWallTime(cron.schedule, last + 1);
    if (next === null || next >= until) break;
    last = next;
    count += 1;
  }
  return { count, firstWall: first * 1000, lastWall: last * 1000 };
}
