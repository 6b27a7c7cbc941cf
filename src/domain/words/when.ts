import type { Milliseconds } from "../../base/duration.ts";
import { toIso, type EpochMilliseconds } from "../../base/time.ts";

/** An instant to the second, in UTC: `2026-11-20 02:30:04`. */
export function utcSeconds(at: EpochMilliseconds): string {
  return toIso(at).slice(0, 19).replace("T", " ");
}

/** An instant in full: `2026-11-20 02:30:04.123 UTC`. */
export function utcFull(at: EpochMilliseconds): string {
  return `${toIso(at).slice(0, 23).replace("T", " ")} UTC`;
}

/** An instant as near as it needs to be told: `14:15:00 UTC` today, with its date on another day. */
export function momentOf(at: EpochMilliseconds, now: EpochMilliseconds): string {
  const [text, today] = [utcSeconds(at), utcSeconds(now).slice(0, 10)];
  return `${text.startsWith(today) ? text.slice(11) : text} UTC`;
}

/** How long ago, in one unit: `42s ago`, `3m ago`, `5d ago`; `in 3m` where another clock is ahead. */
export function ageOf(at: EpochMilliseconds, now: EpochMilliseconds): string {
  const age = now - at;
  return age < 0 ? `in ${oneUnit(-age)}` : `${oneUnit(age)} ago`;
}

const units: readonly (readonly [string, Milliseconds])[] = [
  ["y", 365 * 86_400_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
];

function oneUnit(length: Milliseconds): string {
  const unit = units.find(([, size]) => length >= size);
  if (unit === undefined) return `${Math.floor(length / 1_000)}s`;
  return `${Math.floor(length / unit[1])}${unit[0]}`;
}
