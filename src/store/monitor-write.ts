import type { EpochMilliseconds } from "../base/time.ts";
import { prepare, type Store } from "./store.ts";

/** The number of a monitor. An unknown name becomes a monitor on demand, known from now on. */
export function monitorNumber(store: Store, name: string, now: EpochMilliseconds): number {
  const known = prepare(store, "SELECT number FROM monitors WHERE name = ?").get(name) as
    [number] | undefined;
  return known?.[0] ?? addMonitor(store, name, now);
}

function addMonitor(store: Store, name: string, now: EpochMilliseconds): number {
  const insert = prepare(store, "INSERT INTO monitors (name, known_since) VALUES (?, ?)");
  return Number(insert.run(name, now).lastInsertRowid);
}
