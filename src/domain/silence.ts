import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { matchesAnyPattern } from "./name-pattern.ts";
import { zoneOffset } from "./zone.ts";

/** The days of the week in the order of ISO 8601. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
type Weekday = (typeof weekdays)[number];

/** From `from` on, up to but without `until`. */
interface SilenceOnce {
  readonly kind: "once";
  readonly from: EpochMilliseconds;
  readonly until: EpochMilliseconds;
}

/**
 * On each of `days`, by the wall clock of the zone. `fromMinute` and `untilMinute` count from
 * midnight; an `untilMinute` that is not later belongs to the next day.
 */
interface SilenceWeekly {
  readonly kind: "weekly";
  readonly days: readonly Weekday[];
  readonly fromMinute: number;
  readonly untilMinute: number;
  readonly timezone: string;
}

/** A time in which incidents open as ever, but nobody is told. It has an end and a reason. */
export interface Silence {
  readonly reason: string;
  /** Names or patterns of monitors. Empty: all of them. */
  readonly monitors: readonly string[];
  readonly window: SilenceOnce | SilenceWeekly;
}

/** Whether a silence covers a monitor at an instant. */
export function isSilencedBy(silence: Silence, monitor: string, at: EpochMilliseconds): boolean {
  return matchesAnyPattern(silence.monitors, monitor) && isWithin(silence.window, at);
}

function isWithin(window: Silence["window"], at: EpochMilliseconds): boolean {
  return window.kind === "once"
    ? window.from <= at && at < window.until
    : isWithinWeekly(window, at);
}

function isWithinWeekly(window: SilenceWeekly, at: EpochMilliseconds): boolean {
  const { day, minute } = wallClock(at, window.timezone);
  const overnight = window.untilMinute <= window.fromMinute;
  const starts = (index: number) => window.days.includes(weekdays[(index + 7) % 7] ?? "mon");
  if (!overnight) {
    return starts(day) && window.fromMinute <= minute && minute < window.untilMinute;
  }
  return (
    (starts(day) && window.fromMinute <= minute) || (starts(day - 1) && minute < window.untilMinute)
  );
}

const minute: Milliseconds = 60_000;
const dayLength = 24 * 60 * minute;

/** The weekday (0 is Monday) and the minute of the day that a clock in the zone shows. */
function wallClock(at: EpochMilliseconds, timezone: string): { day: number; minute: number } {
  const shown = at + zoneOffset(at, timezone);
  const days = Math.floor(shown / dayLength);
  // 1970-01-01 was a Thursday.
  return {
    day: (((days + 3) % 7) + 7) % 7,
    minute: Math.floor((shown - days * dayLength) / minute),
  };
}
