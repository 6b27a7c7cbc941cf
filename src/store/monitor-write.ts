import type { EpochMilliseconds } from "../base/time.ts";
import { prepare, type Store } from "./store.ts";

/** The number of a monitor. An unknown name becomes a monitor on demand, known from now on. */
export function monitorNumber(store: Store, name: string, now: EpochMilliseconds): number {
  return findMonitorNumber(store, name) ?? addMonitor(store, name, now);
}

/** The number of the monitor of this name, or that had it last; null where none had. */
export function findMonitorNumber(store: Store, name: string): number | null {
  return numberOf(store, selectByName, name) ?? numberOf(store, selectByOldName, name);
}

/** The number of the monitor that has this name now. */
export function findMonitorNamed(store: Store, name: string): number | null {
  return numberOf(store, selectByName, name);
}

export function addMonitor(store: Store, name: string, now: EpochMilliseconds): number {
  const insert = prepare(store, "INSERT INTO monitors (name, known_since) VALUES (?, ?)");
  return Number(insert.run(name, now).lastInsertRowid);
}

const selectByName = "SELECT number FROM monitors WHERE name = ?";
const selectByOldName = `SELECT monitor FROM monitor_names WHERE name = ?
  ORDER BY until DESC LIMIT 1`;

function numberOf(store: Store, select: string, name: string): number | null {
  return (prepare(store, select).get(name) as [number] | undefined)?.[0] ?? null;
}
