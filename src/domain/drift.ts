import type { EpochMilliseconds } from "../base/time.ts";
import {
  baselineOf,
  explains,
  isNear,
  rhythms,
  strayed,
  type Baseline,
  type Measured,
  type Rhythm,
} from "./drift-baseline.ts";
import { isMeasure, trifleOf } from "./drift-number.ts";

/** What was measured of one healthy run: `duration` in milliseconds, `stdout` in bytes, `dumped.rows` … */
export interface DriftSample {
  readonly run: string;
  readonly at: EpochMilliseconds;
  readonly numbers: Readonly<Record<string, number>>;
}

/** A number of a run that is far from what its monitor's healthy runs have. */
export interface Drift {
  readonly name: string;
  readonly value: number;
  /** The median of the runs that it is measured by. */
  readonly usual: number;
  /** How many runs those are. */
  readonly runs: number;
  /** `recent`: the latest ones; else those of the same hour on other days, or of the same hour of the week. */
  readonly rhythm: Rhythm;
}

/** Which numbers are looked at; null: all that are measured. */
export type DriftNumbers = readonly string[] | null;

/** No call before so many healthy runs. */
const fewestRuns = 10;
/** A week that was not seen whole may still hide a rhythm, so more is asked of a younger history. */
const fewestYoungRuns = 20;
const youngMs = 8 * 86_400_000;

/**
 * The numbers of a run that are called out, against the healthy runs before it: each must be both far
 * outside of what is usual (median and MAD, on a scale of ratios) and at most a third or at least six times of it, and
 * neither the same hour of other days or weeks nor a habit of now and then explains it. The farthest
 * first. `earlier` in any order; what began at or after the run is left out.
 */
export function findDrifts(
  run: DriftSample,
  earlier: readonly DriftSample[],
  only: DriftNumbers = null,
): readonly Drift[] {
  const before = earlier
    .filter((each) => each.at < run.at && each.run !== run.run)
    .sort((one, other) => other.at - one.at);
  const names = Object.keys(run.numbers).filter((name) =>
    only === null ? isMeasure(name) : only.includes(name),
  );
  return names
    .flatMap((name) => driftOf(run, before, name) ?? [])
    .sort((one, other) => distance(other) - distance(one));
}

function driftOf(run: DriftSample, before: readonly DriftSample[], name: string): Drift | null {
  const value = run.numbers[name];
  const known = before.flatMap(({ at, numbers }) => {
    const each = numbers[name];
    return each === undefined || !Number.isFinite(each) ? [] : [{ at, value: each }];
  });
  const oldest = known.at(-1);
  if (value === undefined || !Number.isFinite(value) || oldest === undefined) return null;
  const isYoung = run.at - oldest.at < youngMs;
  if (known.length < (isYoung ? fewestYoungRuns : fewestRuns)) return null;
  const baselines = rhythms.flatMap((rhythm) => baselineOf(rhythm, run.at, known) ?? []);
  const recent = baselines.find(({ rhythm }) => rhythm === "recent");
  if (recent === undefined) return null;
  const base = deciding(baselines, recent);
  const trifle = trifleOf(name);
  if (isYoung && !(hasSeenSuchDay(run.at, known) && strayed(recent, value, trifle))) return null;
  if (!strayed(base, value, trifle)) return null;
  if (isExplained(baselines, base, value) || isHabit(base, value)) return null;
  return { name, value, usual: base.median, runs: base.values.length, rhythm: base.rhythm };
}

/** Weekends are other days than weekdays, and the first of either in a history is like nothing before. */
function hasSeenSuchDay(at: EpochMilliseconds, known: readonly Measured[]): boolean {
  const such = known.filter((each) => isWeekend(each.at) === isWeekend(at));
  return such.length === known.length || such.some((each) => dayOf(each.at) !== dayOf(at));
}

function dayOf(at: EpochMilliseconds): number {
  return Math.floor(at / 86_400_000);
}

/** By what a value is judged: the rhythm that the latest runs do not fit, if there is one, else these. */
function deciding(baselines: readonly Baseline[], recent: Baseline): Baseline {
  const has = (rhythm: Rhythm, fewest: number) =>
    baselines.find(
      (base) => base.rhythm === rhythm && base.values.length >= fewest && !fits(base, recent),
    );
  return has("weekly", fewestWeekly) ?? has("daily", fewestDaily) ?? recent;
}

/** So many runs of the same hour of the week, or of the day, are enough to be judged by. */
const fewestWeekly = 5;
const fewestDaily = 7;

/** Whether the latest runs are about as those of this rhythm, so that there is none. */
function fits(base: Baseline, recent: Baseline): boolean {
  const off = recent.values.filter((value) => !isNear(base, value));
  return off.length < recent.values.length / 10;
}

/** The same hour of the same weekday, or of other days, or the same day of other months, has it too. */
function isExplained(baselines: readonly Baseline[], base: Baseline, value: number): boolean {
  const finer = rhythms.slice(0, rhythms.indexOf(base.rhythm));
  return baselines.some((each) => finer.includes(each.rhythm) && explains(each, value));
}

/**
 * It happened before, and passed: values at least as far out that do not belong to an unbroken row of
 * them that reaches up to now.
 */
function isHabit(base: Baseline, value: number): boolean {
  const known = base.older;
  const isAsFar = (each: number) =>
    strayed(base, each, 0) && each > base.median === value > base.median;
  const firstUsual = known.findIndex((each) => !isAsFar(each));
  if (firstUsual < 0) return false;
  return known.slice(firstUsual).filter(isAsFar).length >= habitual;
}

const habitual = 2;

function isWeekend(at: EpochMilliseconds): boolean {
  return new Date(at).getUTCDay() % 6 === 0;
}

function distance({ value, usual }: Drift): number {
  return Math.abs(Math.asinh(value) - Math.asinh(usual));
}
