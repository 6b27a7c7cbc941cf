import type { CronFieldName } from "./cron-field.ts";
import type { CronItem } from "./cron-item.ts";

/**
 * A cron expression as sets of bits, some 200 bytes of plain numbers: bit n stands for value n, for
 * days of the month and months bit n stands for n + 1. Sixty values take two numbers of 30 bits.
 */
export interface CronSchedule {
  readonly secondsLow: number;
  readonly secondsHigh: number;
  readonly minutesLow: number;
  readonly minutesHigh: number;
  readonly hours: number;
  readonly days: number;
  readonly lastDay: boolean;
  readonly months: number;
  readonly weekdays: number;
  /** For each weekday from Sunday: bits 0-4 the first to fifth in its month, bit 5 the last. */
  readonly nthWeekdays: readonly number[] | null;
  /** Day of month and weekday must both fit: so cron has it when one of them starts with `*`. */
  readonly bothDays: boolean;
  /** Every day of the year fits. */
  readonly everyDay: boolean;
  /** Minute or hour starts with `*`: such a job follows elapsed time when the clocks change. */
  readonly wild: boolean;
}

export interface CronFieldItems {
  readonly items: readonly CronItem[];
  readonly star: boolean;
}

/** Puts the fields into bits; without a field of seconds the job runs on the minute. */
export function buildCronSchedule(
  fields: ReadonlyMap<CronFieldName, CronFieldItems>,
): CronSchedule {
  const get = (name: CronFieldName) => fields.get(name) ?? onlyZero;
  const [second, minute, hour] = [get("second"), get("minute"), get("hour")];
  const [day, weekday] = [get("day of month"), get("day of week")];
  const days = bitsOf(day, (value) => value - 1);
  const months = bitsOf(get("month"), (value) => value - 1);
  const weekdays = bitsOf(weekday, (value) => value % 7);
  const bothDays = day.star || weekday.star;
  return {
    secondsLow: bitsOf(second, lowHalf),
    secondsHigh: bitsOf(second, (value) => value - 30),
    minutesLow: bitsOf(minute, lowHalf),
    minutesHigh: bitsOf(minute, (value) => value - 30),
    hours: bitsOf(hour, (value) => value),
    days,
    lastDay: day.items.some((item) => item.kind === "last-day"),
    months,
    weekdays,
    nthWeekdays: nthWeekdaysOf(weekday),
    bothDays,
    everyDay: bothDays && days === 0x7fff_ffff && weekdays === 0x7f && months === 0xfff,
    wild: minute.star || hour.star,
  };
}

const onlyZero: CronFieldItems = { items: [{ kind: "values", values: [0] }], star: false };

/** The first 30 of 60 values; the others have no bit here. */
const lowHalf = (value: number) => (value < 30 ? value : -1);

function bitsOf(field: CronFieldItems, bitOf: (value: number) => number): number {
  let bits = 0;
  for (const item of field.items) {
    if (item.kind !== "values") continue;
    for (const value of item.values) {
      const bit = bitOf(value);
      if (bit >= 0 && bit <= 30) bits |= 1 << bit;
    }
  }
  return bits;
}

function nthWeekdaysOf(field: CronFieldItems): readonly number[] | null {
  const bits = [0, 0, 0, 0, 0, 0, 0];
  for (const item of field.items) {
    if (item.kind !== "nth-weekday") continue;
    const bit = item.nth === "last" ? 5 : item.nth - 1;
    bits[item.weekday] = (bits[item.weekday] ?? 0) | (1 << bit);
  }
  return bits.some((mask) => mask !== 0) ? bits : null;
}
