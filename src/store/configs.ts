import type { EpochMilliseconds } from "../base/time.ts";
import type { ConfigInForce } from "./config-in-force.ts";
import { prepare, type Store } from "./store.ts";

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

/** The config that was in force at an instant and those after it, oldest first; the last ones of many. */
export function readConfigsSince(store: Store, at: EpochMilliseconds): readonly ConfigInForce[] {
  const where = `WHERE number >= coalesce((SELECT max(number) FROM configs WHERE since <= ?), 0)
    ORDER BY number DESC LIMIT ?`;
  const rows = prepare(store, `${select} ${where}`).all(at, mostSince) as ConfigRow[];
  return rows.map(toConfig).toReversed();
}

const select = "SELECT number, compiled, digest, since, user, host FROM configs";

type ConfigRow = [number, string, string, number, string | null, string | null];

function toConfig([number, json, digest, since, user, host]: ConfigRow): ConfigInForce {
  return { number, json, digest, since, by: { user, host } };
}
