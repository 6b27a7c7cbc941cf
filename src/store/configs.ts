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
  const select = `SELECT number, compiled, digest, since, user, host FROM configs
    ORDER BY number DESC LIMIT ?`;
  const rows = prepare(store, select).all(limit) as ConfigRow[];
  return rows.map(([number, json, digest, since, user, host]) => ({
    number,
    json,
    digest,
    since,
    by: { user, host },
  }));
}

type ConfigRow = [number, string, string, number, string | null, string | null];
