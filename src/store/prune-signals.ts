import type { EpochMilliseconds } from "../base/time.ts";
import { prepare, type Store } from "./store.ts";

export interface AgingQuestion {
  /** The number of the last row that was looked at. */
  readonly after: number;
  readonly limit: number;
  /** What came before may go. */
  readonly before: EpochMilliseconds;
  /** Of each monitor so many stay. */
  readonly keepRuns: number;
  /** Somebody watches: what nobody judged yet is still to be judged. */
  readonly judged: boolean;
  /** The beginning of what stays of each monitor, as far as it was asked for in this sweep. */
  readonly latest: Map<number, EpochMilliseconds>;
}

export interface AgingPlan {
  readonly numbers: readonly number[];
  readonly upTo: number;
  readonly done: boolean;
}

/** Old signals that belong to no run that is there; each monitor keeps its latest, and what nobody judged. */
export function planSignals(store: Store, question: AgingQuestion): AgingPlan {
  return planAging(store, question, signals);
}

/** Old readings, but for the latest of each kind. */
export function planReadings(store: Store, question: AgingQuestion): AgingPlan {
  return planAging(store, question, readings);
}

interface Aging {
  readonly select: string;
  readonly latest: string;
}

/** Without a watcher there is much of it, and nobody waits for it. */
const unheard = (kind: string, table: string) => `? = 1 AND EXISTS (SELECT 1 FROM news
  WHERE news.monitor = ${table}.monitor AND news.kind = '${kind}' AND news.subject = ${table}.number)`;

const signals: Aging = {
  select: `SELECT number, at, monitor, EXISTS (SELECT 1 FROM runs WHERE runs.id = signals.run)
      OR (monitor IS NOT NULL AND ${unheard("signal", "signals")})
    FROM signals WHERE number > ? ORDER BY number LIMIT ?`,
  latest: "SELECT at FROM signals WHERE monitor = ? ORDER BY at DESC LIMIT 1 OFFSET ?",
};

const readings: Aging = {
  select: `SELECT number, at, monitor, is_last = 1
      OR EXISTS (SELECT 1 FROM runs WHERE runs.id = readings.run)
      OR number = (SELECT max(number) FROM readings AS good WHERE good.monitor = readings.monitor
        AND good.purpose = readings.purpose AND good.state = 'good')
      OR (${unheard("reading", "readings")})
    FROM readings WHERE number > ? ORDER BY number LIMIT ?`,
  latest: `SELECT at FROM readings WHERE monitor = ? AND purpose = 'freshness'
    ORDER BY number DESC LIMIT 1 OFFSET ?`,
};

type AgingRow = [number, EpochMilliseconds, number | null, number];

function planAging(store: Store, question: AgingQuestion, aging: Aging): AgingPlan {
  const { after, limit, before, judged, latest } = question;
  const rows = prepare(store, aging.select).all(judged ? 1 : 0, after, limit) as AgingRow[];
  const numbers = rows
    .filter(([, at, monitor, stays]) => {
      if (at >= before || stays === 1) return false;
      return monitor === null || at < latestFrom(store, monitor, question, aging.latest, latest);
    })
    .map(([number]) => number);
  const isYoung = rows.every(([, at]) => at >= before);
  return { numbers, upTo: rows.at(-1)?.[0] ?? after, done: rows.length < limit || isYoung };
}

/** Before everything where there are not that many. */
function latestFrom(
  store: Store,
  monitor: number,
  { keepRuns }: AgingQuestion,
  select: string,
  book: Map<number, EpochMilliseconds>,
): EpochMilliseconds {
  const known = book.get(monitor);
  if (known !== undefined) return known;
  const rank = Math.max(1, keepRuns) - 1;
  const row = prepare(store, select).get(monitor, rank) as [EpochMilliseconds] | undefined;
  const from = row?.[0] ?? -Infinity;
  book.set(monitor, from);
  return from;
}

/** Settled slots are the proof of a period; they are kept as long as incidents. */
export function dropSlots(
  store: Store,
  { monitor, before, limit }: { monitor: number; before: EpochMilliseconds; limit: number },
): number {
  const drop = `DELETE FROM slots WHERE monitor = ? AND slot IN
    (SELECT slot FROM slots WHERE monitor = ? AND slot < ? ORDER BY slot LIMIT ?)`;
  return prepare(store, drop).run(monitor, monitor, before, limit).changes;
}

export function countSlots(
  store: Store,
  { monitor, before, limit }: { monitor: number; before: EpochMilliseconds; limit: number },
): number {
  const count = "SELECT count(*) FROM (SELECT 1 FROM slots WHERE monitor = ? AND slot < ? LIMIT ?)";
  return (prepare(store, count).get(monitor, before, limit) as [number])[0];
}
