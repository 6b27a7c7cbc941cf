import { unreachable } from "../base/unreachable.ts";
export type CronFieldName = "second" | "minute" | "hour" | "day of month" | "month" | "day of week";

/** One field of a cron expression: its bounds, both included, and its names. */
export interface CronField {
  readonly name: CronFieldName;
  readonly low: number;
  readonly high: number;
  /** Three-letter names; the first stands for `firstNamed`. */
  readonly names: readonly string[];
  readonly firstNamed: number;
  readonly fullNames: readonly string[];
}

const plain = { names: [], firstNamed: 0, fullNames: [] };

export const second: CronField = { name: "second", low: 0, high: 59, ...plain };
const minute: CronField = { name: "minute", low: 0, high: 59, ...plain };
const hour: CronField = { name: "hour", low: 0, high: 23, ...plain };
export const dayOfMonth: CronField = { name: "day of month", low: 1, high: 31, ...plain };

const monthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const dayNames = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const short = (names: readonly string[]) => names.map((name) => name.slice(0, 3));

const month: CronField = {
  name: "month",
  low: 1,
  high: 12,
  names: short(monthNames),
  firstNamed: 1,
  fullNames: monthNames,
};
const dayOfWeek: CronField = {
  name: "day of week",
  low: 0,
  high: 7,
  names: short(dayNames),
  firstNamed: 0,
  fullNames: dayNames,
};

/** The five fields of cron, in their order. */
export const cronFields = [minute, hour, dayOfMonth, month, dayOfWeek] as const;

/** What a field takes, in words. */
export function allowedIn(field: CronField): string {
  const range = `${field.low}-${field.high}`;
  switch (field.name) {
    case "day of month":
      return `${range}, *, L (the last day), lists, ranges, */step`;
    case "month":
      return `${range}, jan-dec, *, lists, ranges, */step`;
    case "day of week":
      return `${range} (0 and 7 are Sunday), sun-sat, *, fri#2, friL, lists, ranges, */step`;
    case "second":
    case "minute":
    case "hour":
      return `${range}, *, lists, ranges, */step`;
    default:
      return unreachable(field.name);
  }
}
