import type { EpochMilliseconds } from "../base/time.ts";
import { instantOfWallTime } from "../domain/zone.ts";

/** Reads ISO-8601; a time without a zone of its own is one of `timezone`. Null for anything else. */
export function readMoment(text: string, timezone: string): EpochMilliseconds | null {
  const shape =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))?(Z|[+-]\d{2}:?\d{2})?$/iu;
  const match = shape.exec(text.trim());
  if (match === null) return null;
  const [, date = "", time = "00:00", zone] = match;
  const wall = Date.parse(`${date}T${time}Z`);
  // Date would make March 3 of February 31.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== date) return null;
  if (zone === undefined) return instantOfWallTime(wall, timezone);
  const withColon = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const at = Date.parse(`${date}T${time}${withColon}`);
  return Number.isNaN(at) ? null : at;
}
