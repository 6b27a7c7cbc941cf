import type { EpochMilliseconds } from "../base/time.ts";

export const rhythms = ["weekly", "monthly", "daily", "recent"] as const;

export type Rhythm = (typeof rhythms)[number];

/** What is usual, on a scale of ratios: half and double lie equally far. */
export interface Baseline {
  readonly rhythm: Rhythm;
  readonly values: readonly number[];
  /** The same and those too old for the median; the latest first. */
  readonly older: readonly number[];
  readonly median: number;
  /** A standard deviation by the MAD, of asinh(value): about the logarithm, and good for 0 and below. */
  readonly spread: number;
}

export interface Measured {
  readonly at: EpochMilliseconds;
  readonly value: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The same hour, with room for the change to summer time and for late starts. */
export const hourWindowMs = 1.5 * hourMs;
/** So many of the latest runs: enough for a median, few enough to follow a slow trend. */
const mostRecent = 30;
/** So many of the latest are known without gaps; of older ones only those of the same hour may be. */
export const mostContiguous = 60;

/** The runs of one rhythm before an instant; null where there are none. `known`: latest first. */
export function baselineOf(
  rhythm: Rhythm,
  at: EpochMilliseconds,
  known: readonly Measured[],
): Baseline | null {
  const older = pick(rhythm, at, known).map(({ value }) => value);
  const values = rhythm === "recent" ? older.slice(0, mostRecent) : older;
  if (values.length === 0) return null;
  const scaled = values.map(Math.asinh);
  const middle = medianOf(scaled);
  const mad = medianOf(scaled.map((each) => Math.abs(each - middle)));
  const median = medianOf(values);
  // Small counts scatter by their own root; and nothing is exact to less than some percent.
  const noise = 1 / Math.max(Math.abs(median), 1);
  const spread = Math.sqrt((mad * madToDeviation) ** 2 + noise + floor ** 2);
  return { rhythm, values, older, median, spread };
}

const madToDeviation = 1.4826;
const floor = 0.05;

function pick(rhythm: Rhythm, at: number, known: readonly Measured[]): readonly Measured[] {
  switch (rhythm) {
    case "recent":
      return known.slice(0, mostContiguous);
    case "daily":
      return since(at - mostDays * dayMs, known).filter((each) =>
        isMultipleOf(dayMs, at - each.at),
      );
    case "weekly":
      return since(at - mostWeeks * 7 * dayMs, known).filter((each) =>
        isMultipleOf(7 * dayMs, at - each.at),
      );
    case "monthly":
      return known.slice(0, mostContiguous).filter((each) => isSameDayOfMonth(at, each.at));
  }
}

/** What was usual longer ago than this is no measure any more. */
const mostDays = 14.5;
const mostWeeks = 8.5;

function since(at: EpochMilliseconds, known: readonly Measured[]): readonly Measured[] {
  return known.filter((each) => each.at >= at);
}

function isMultipleOf(period: number, distance: number): boolean {
  const rest = distance % period;
  const isFarEnough = distance > period / 2;
  return isFarEnough && Math.min(rest, period - rest) <= hourWindowMs;
}

/** Counted from the first of the month or from its last day, in another month. */
function isSameDayOfMonth(one: number, other: number): boolean {
  const [late, early] = [new Date(one), new Date(other)];
  if (late.getUTCMonth() === early.getUTCMonth()) return false;
  if (!isMultipleOf(dayMs, one - other)) return false;
  return late.getUTCDate() === early.getUTCDate() || (isLastDay(late) && isLastDay(early));
}

function isLastDay(day: Date): boolean {
  return new Date(day.getTime() + dayMs).getUTCMonth() !== day.getUTCMonth();
}

/** Far outside of the scatter, and a third or six times of what is usual, and not by a trifle. */
export function strayed(base: Baseline, value: number, trifle: number): boolean {
  const distance = distanceOf(base.median, value);
  // Few values tell their own scatter badly.
  const limit = deviations * (1 + deviations / base.values.length);
  return (
    distance >= Math.log(value < base.median ? less : more) &&
    distance >= limit * base.spread &&
    Math.abs(value - base.median) >= trifle
  );
}

/** What runs long now and then does so by a few times; what shrinks to a third has lost something. */
const less = 3;
const more = 6;
const deviations = 3.5;

/** Whether a value is about what this rhythm has. */
export function isNear(base: Baseline, value: number): boolean {
  const distance = distanceOf(base.median, value);
  return distance < near || distance < 2.5 * base.spread;
}

/** Whether a value is nothing new in this rhythm; of few values one that is near is enough. */
export function explains(base: Baseline, value: number): boolean {
  const { rhythm, values } = base;
  if (values.length >= 3) return isNear(base, value);
  return rhythm !== "daily" && values.some((each) => distanceOf(each, value) < near);
}

const near = Math.log(2);

function distanceOf(one: number, other: number): number {
  return Math.abs(Math.asinh(one) - Math.asinh(other));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
