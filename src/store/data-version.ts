import type { Store } from "./store.ts";

/** A number that changes when another connection has written; asking costs microseconds. */
export function readDataVersion(store: Store): number {
  return Number(store.database.pragma("data_version", { simple: true }));
}
