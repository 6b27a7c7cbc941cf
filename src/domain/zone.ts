import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/** Whether a time zone is one that this system knows by that name. */
export function isKnownZone(timezone: string): boolean {
  // An offset such as +02:00 would be taken too, but is no zone: it knows no summer.
  if (!/^[A-Za-z]/u.test(timezone)) return false;
  try {
    clockOf(timezone);
    return true;
  } catch {
    return false;
  }
}

/** How far the clocks of a known zone are ahead of UTC at an instant. */
export function zoneOffset(at: EpochMilliseconds, timezone: string): Milliseconds {
  const parts = new Map(
    clockOf(timezone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(
    get("year"),
    get("month") - 1,
    get("day"),
    get("hour"),
    get("minute"),
    get("second"),
  );
  return shown - Math.floor(at / 1000) * 1000;
}

/**
 * The instant at which clocks in the zone show a wall time, given as if it were UTC. A time in the
 * gap of spring is moved on by the gap; of a repeated hour in autumn, the first pass counts.
 */
export function instantOfWallTime(wall: EpochMilliseconds, timezone: string): EpochMilliseconds {
  const day = 24 * 60 * 60_000;
  const before = zoneOffset(wall - day, timezone);
  const after = zoneOffset(wall + day, timezone);
  const candidates = [wall - before, wall - after];
  return candidates.find((at) => at + zoneOffset(at, timezone) === wall) ?? wall - before;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter is slow, so one is kept for each zone. Throws RangeError for an unknown zone. */
function clockOf(timezone: string): Intl.DateTimeFormat {
  const known = clocks.get(timezone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    calendar: "iso8601",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(timezone, clock);
  return clock;
}
