import type { EpochMilliseconds } from "../base/time.ts";
import { isObject } from "../domain/decode.ts";
import { baselineRuns, type MonitorKeep } from "../domain/retention.ts";
import { prepare, type Store } from "./store.ts";

/**
 * What each monitor asks to be kept, read once for a whole sweep: new runs only move it on, so what
 * was read earlier keeps more, never less.
 */
export type KeepBook = Map<number, MonitorKeep>;

export function keepOf(
  store: Store,
  book: KeepBook,
  monitor: number,
  { keepRuns, judged }: { readonly keepRuns: number; readonly judged: boolean },
): MonitorKeep {
  const known = book.get(monitor);
  if (known !== undefined) return known;
  const keep: MonitorKeep = {
    latestFrom: nth(store, selectLatest, monitor, Math.max(1, keepRuns)),
    baselineFrom: nth(store, selectHealthy, monitor, baselineRuns),
    minded: mindedRuns(store, monitor),
    unjudgedFrom: judged ? firstUnjudged(store, monitor) : null,
  };
  book.set(monitor, keep);
  return keep;
}

function nth(store: Store, select: string, monitor: number, rank: number) {
  const row = prepare(store, select).get(monitor, rank - 1) as [EpochMilliseconds] | undefined;
  return row?.[0] ?? null;
}

const selectLatest = `SELECT started_at FROM runs WHERE monitor = ?
  ORDER BY started_at DESC LIMIT 1 OFFSET ?`;
const selectHealthy = `SELECT started_at FROM runs WHERE monitor = ? AND outcome = 'succeeded'
  ORDER BY started_at DESC LIMIT 1 OFFSET ?`;

/** Every run that the judge's memory names, whatever for. */
function mindedRuns(store: Store, monitor: number): ReadonlySet<string> {
  const select = prepare(store, "SELECT state FROM monitor_states WHERE monitor = ?");
  const text = (select.get(monitor) as [string | null] | undefined)?.[0] ?? null;
  const runs = new Set<string>();
  if (text !== null) collect(parse(text), runs);
  return runs;
}

function collect(value: unknown, runs: Set<string>): void {
  if (Array.isArray(value)) for (const each of value as unknown[]) collect(each, runs);
  else if (isObject(value))
    for (const [key, each] of Object.entries(value)) {
      if (key === "run" && typeof each === "string") runs.add(each);
      else if (key === "lost" && Array.isArray(each)) for (const id of each) runs.add(String(id));
      else collect(each, runs);
    }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function firstUnjudged(store: Store, monitor: number): number | null {
  const select = `SELECT min(subject) FROM news WHERE monitor = ? AND kind IN ('started', 'ended')`;
  return (prepare(store, select).get(monitor) as [number | null])[0];
}
