import { attempt, prepare, type Store } from "./store.ts";
import type { Result } from "../base/result.ts";
import type { Run } from "../domain/run.ts";
import type { StoreFailure } from "./failure.ts";
import { toRun } from "./run-read.ts";
import { findStoredRun } from "./run-stored.ts";

export type FoundRun =
  | { readonly kind: "found"; readonly run: Run }
  /** Several ids begin so; at most ten are named. */
  | { readonly kind: "ambiguous"; readonly ids: readonly string[] }
  | { readonly kind: "none" };

/** The run of this id, or the only one whose id begins so, with its outputs. */
export function findRun(store: Store, idOrPrefix: string): Result<FoundRun, StoreFailure> {
  return attempt(store, () => {
    const exact = readById(store, idOrPrefix);
    if (exact !== null) return { kind: "found", run: exact };
    const ids = idOrPrefix === "" ? [] : idsThatBegin(store, idOrPrefix);
    const only = ids.length === 1 ? readById(store, ids[0] ?? "") : null;
    if (only !== null) return { kind: "found", run: only };
    return ids.length === 0 ? { kind: "none" } : { kind: "ambiguous", ids };
  });
}

/** The run of exactly this id, with its outputs. */
export function readRun(store: Store, id: string): Result<Run | null, StoreFailure> {
  return attempt(store, () => readById(store, id));
}

function readById(store: Store, id: string): Run | null {
  const stored = findStoredRun(store, id);
  return stored === null ? null : toRun(store, stored, { outputs: true });
}

function idsThatBegin(store: Store, prefix: string): string[] {
  const select = prepare(
    store,
    "SELECT id FROM runs WHERE id >= ? AND id < ? ORDER BY id LIMIT 10",
  );
  return (select.all(prefix, `${prefix}\u{10ffff}`) as [string][]).map(([id]) => id);
}
