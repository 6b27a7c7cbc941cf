/** Histories of one number of a job, for bench/drift.ts. */
export const hour = 3_600_000;
export const day = 24 * hour;
export const monday = Date.UTC(2026, 0, 5);

/** A generator of chance with a seed (mulberry32), so that two runs print the same. */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function normalOf(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

export interface World {
  readonly name: string;
  readonly everyMs: number;
  readonly runs: number;
  readonly value: (at: number, index: number, chance: () => number) => number;
}

const scatter = (sigma: number, chance: () => number) => Math.exp(sigma * normalOf(chance));
const isWeekend = (at: number) => new Date(at).getUTCDay() % 6 === 0;
const isNight = (at: number) => new Date(at).getUTCHours() < 7;
const bulk = 120_000;

export const worlds: readonly World[] = [
  { name: "steady, daily", everyMs: day, runs: 180, value: (_a, _i, c) => bulk * scatter(0.05, c) },
  {
    name: "steady, hourly",
    everyMs: hour,
    runs: 720,
    value: (_a, _i, c) => bulk * scatter(0.1, c),
  },
  {
    name: "noisy (sigma 0.3), daily",
    everyMs: day,
    runs: 180,
    value: (_a, _i, c) => bulk * scatter(0.3, c),
  },
  {
    name: "noisy (sigma 0.3), hourly",
    everyMs: hour,
    runs: 720,
    value: (_a, _i, c) => bulk * scatter(0.3, c),
  },
  {
    name: "very noisy (sigma 0.6), daily",
    everyMs: day,
    runs: 180,
    value: (_a, _i, c) => bulk * scatter(0.6, c),
  },
  {
    name: "steady with 2 % of outliers x5, hourly",
    everyMs: hour,
    runs: 720,
    value: (_a, _i, c) => bulk * scatter(0.1, c) * (c() < 0.02 ? 5 : 1),
  },
  {
    name: "weekends a tenth, daily",
    everyMs: day,
    runs: 180,
    value: (at, _i, c) => bulk * scatter(0.1, c) * (isWeekend(at) ? 0.1 : 1),
  },
  {
    name: "weekends a tenth, hourly",
    everyMs: hour,
    runs: 1_440,
    value: (at, _i, c) => bulk * scatter(0.1, c) * (isWeekend(at) ? 0.1 : 1),
  },
  {
    name: "nights a tenth, hourly",
    everyMs: hour,
    runs: 720,
    value: (at, _i, c) => bulk * scatter(0.1, c) * (isNight(at) ? 0.1 : 1),
  },
  {
    name: "nights a tenth, every 15 min",
    everyMs: hour / 4,
    runs: 1_344,
    value: (at, _i, c) => bulk * scatter(0.1, c) * (isNight(at) ? 0.1 : 1),
  },
  {
    name: "full on Sunday, else x1/20, daily",
    everyMs: day,
    runs: 180,
    value: (at, _i, c) => bulk * scatter(0.1, c) * (new Date(at).getUTCDay() === 0 ? 1 : 0.05),
  },
  {
    name: "first of the month x10, daily",
    everyMs: day,
    runs: 180,
    value: (at, _i, c) => bulk * scatter(0.1, c) * (new Date(at).getUTCDate() === 1 ? 10 : 1),
  },
  {
    name: "growing 1 % a run, daily",
    everyMs: day,
    runs: 180,
    value: (_a, i, c) => bulk * 1.01 ** i * scatter(0.1, c),
  },
  {
    name: "shrinking 1 % a run, daily",
    everyMs: day,
    runs: 180,
    value: (_a, i, c) => bulk * 50 * 0.99 ** i * scatter(0.1, c),
  },
  {
    name: "small counts (mean 3), daily",
    everyMs: day,
    runs: 180,
    value: (_a, _i, c) => poisson(3, c),
  },
  {
    name: "small counts (mean 30), daily",
    everyMs: day,
    runs: 180,
    value: (_a, _i, c) => poisson(30, c),
  },
];

function poisson(mean: number, chance: () => number): number {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; product *= chance()) count += 1;
  return count;
}
