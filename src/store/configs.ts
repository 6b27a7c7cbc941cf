import type { EpochMilliseconds } from "../base/time.ts";
import type { Result } from "../base/result.ts";
import type { ConfigInForce } from "./config-in-force.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, type Store } from "./store.ts";

/** The config that the watcher works with; null: none was applied yet. */
export function readConfig(store: Store): ConfigInForce | null {
  return readConfigs(store, 1)[0] ?? null;
}

/** 0: none was applied yet. */
export function readConfigNumber(store: Store): number {
  const select = prepare(store, "SELECT max(number) FROM configs");
  return (select.get() as [number | null])[0] ?? 0;
}

/** The latest first. */
export function readConfigs(store: Store, limit: number): readonly ConfigInForce[] {
  const rows = prepare(store, `${select} ORDER BY number DESC LIMIT ?`).all(limit);
  return (rows as ConfigRow[]).map(toConfig);
}

/** More changes than this between two runs of one monitor are more than anybody compares. */
const mostSince = 6;

/** A config without its text. */
export type ConfigHead = Omit<ConfigInForce, "json">;

/** The config that was in force at an instant and those after it, oldest first; the last ones of many. */
export function readConfigsSince(store: Store, at: EpochMilliseconds): readonly ConfigHead[] {
  const heads = `SELECT number, digest, since, user, host FROM configs
    WHERE number >= coalesce((SELECT max(number) FROM configs WHERE since <= ?), 0)
    ORDER BY number DESC LIMIT ?`;
  const rows = prepare(store, heads).all(at, mostSince) as HeadRow[];
  return rows
    .map(([number, digest, since, user, host]) => ({ number, digest, since, by: { user, host } }))
    .toReversed();
}

type HeadRow = [number, string, EpochMilliseconds, string | null, string | null];

export function readConfigOf(
  store: Store,
  number: number,
): Result<ConfigInForce | null, StoreFailure> {
  return attempt(store, () => {
    const row = prepare(store, `${select} WHERE number = ?`).get(number);
    return row === undefined ? null : toConfig(row as ConfigRow);
  });
}

const select = "SELECT number, compiled, digest, since, user, host FROM configs";

type ConfigRow = [number, string, string, number, string | null, string | null];

function toConfig([number, json, digest, since, user, host]: ConfigRow): ConfigInForce {
  return { number, json, digest, since, by: { user, host } };
}
