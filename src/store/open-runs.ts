import type { Json } from "../base/json.ts";
import { leaseMs, type OpenRun } from "../domain/lost.ts";
import { toRun } from "./run-read.ts";
import { selectRuns, storedRun, type StoredRun } from "./run-stored.ts";
import { prepare, type Store } from "./store.ts";

export interface StoredOpenRun extends OpenRun {
  readonly stored: StoredRun;
}

/** Runs without an end; `monitor`: of that one alone. */
export function readOpenRuns(
  store: Store,
  which: { readonly lost: boolean; readonly monitor?: string },
): StoredOpenRun[] {
  // With the plus their order is found by sorting them: by the index of all starts every run ever would be read.
  const ofMonitor = "AND monitor = (SELECT number FROM monitors WHERE name = ?)";
  const sql = `${selectRuns} WHERE ended_at IS NULL
    AND lost.data IS ${which.lost ? "NOT NULL" : "NULL"}
    ${which.monitor === undefined ? "" : ofMonitor} ORDER BY +started_at`;
  const values = which.monitor === undefined ? [] : [which.monitor];
  const rows = prepare(store, sql).all(...values) as Json[][];
  return rows.map((row) => withLease(store, storedRun(row)));
}

function withLease(store: Store, stored: StoredRun): StoredOpenRun {
  const run = toRun(store, stored, { outputs: false });
  const lease = prepare(store, "SELECT until FROM leases WHERE run = ?").get(stored.number) as
    [number] | undefined;
  return { stored, run, leaseUntil: lease?.[0] ?? run.start.startedAt + leaseMs };
}
