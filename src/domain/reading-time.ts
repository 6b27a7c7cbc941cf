import type { EpochMilliseconds } from "../base/time.ts";
import type { Scalar } from "./probe.ts";

/**
 * The instant that a value tells: ISO-8601 or as databases print it, UTC where no zone is named; or the
 * seconds or milliseconds since 1970. Null where it tells none.
 */
export function readInstant(value: Scalar): EpochMilliseconds | null {
  if (typeof value === "number") return fromCount(value);
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (/^\d{9,16}(?:\.\d+)?$/u.test(text)) return fromCount(Number(text));
  const match = written.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number((part as string | undefined) ?? 0));
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const exists = new Date(at).getUTCDate() === day && month <= 12 && hour < 24 && minute < 60;
  const offset = offsetOf(match[8]);
  if (!exists || offset === null) return null;
  return at + Math.round(Number(`0.${match[7] ?? "0"}`) * 1_000) - offset;
}

const written =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/u;

/** Counts of seconds are below this until the year 5138, and counts of milliseconds above it since 1973. */
const seconds = 1e11;

function fromCount(count: number): EpochMilliseconds | null {
  if (!Number.isFinite(count) || count < 1e8) return null;
  return Math.round(count < seconds ? count * 1_000 : count);
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined || zone === "Z" || zone === "UTC") return 0;
  const digits = zone.replaceAll(/\D/gu, "");
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2) || 0);
  if (hours > 15 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
