import type { EpochMilliseconds } from "../base/time.ts";
import type { KnownMonitor } from "./known-monitor.ts";
import { prepare, type Store } from "./store.ts";

/** The columns that `knownMonitor` reads, of the table `monitors`. */
export const knownColumns = `monitors.number, monitors.name, monitors.configured,
  monitors.withdrawn_at, coalesce(monitors.watched_since, monitors.known_since),
  coalesce(monitors.cadence_since, monitors.known_since)`;

export type KnownRow = readonly [
  number,
  string,
  number,
  EpochMilliseconds | null,
  EpochMilliseconds,
  EpochMilliseconds,
];

export function knownMonitor(row: KnownRow): KnownMonitor {
  const [number, name, configured, withdrawnAt, knownSince, cadenceSince] = row;
  return { number, name, configured: configured === 1, withdrawnAt, knownSince, cadenceSince };
}

export function readKnownMonitor(store: Store, number: number): KnownMonitor | null {
  const row = prepare(store, `SELECT ${knownColumns} FROM monitors WHERE number = ?`).get(number);
  return row === undefined ? null : knownMonitor(row as KnownRow);
}

/** Has a monitor looked at again, not later than `at`; what was read of it before is not valid any more. */
export function touchMonitor(store: Store, number: number, at: EpochMilliseconds): void {
  prepare(store, touch).run(number, at);
}

const touch = `INSERT INTO monitor_states (monitor, version, due_at) VALUES (?, 1, ?)
  ON CONFLICT (monitor) DO UPDATE SET version = version + 1, left_until = NULL,
    due_at = min(coalesce(due_at, excluded.due_at), excluded.due_at)`;
