import type { Result } from "../base/result.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, type Store } from "./store.ts";

/** What somebody else saw of the chain. */
export interface Sighting {
  readonly seq: number;
  /** Hex, perhaps only its beginning. */
  readonly hash: string;
}

/** `beyond`: the chain ends before it. `gone`: the event was pruned, so nothing can be compared. */
export type SightingState = "same" | "differs" | "beyond" | "gone";

/** Compares what others saw with the chain as it is here. */
export function compareSightings(
  store: Store,
  sightings: readonly Sighting[],
): Result<readonly SightingState[], StoreFailure> {
  return attempt(store, () => {
    const [end] = prepare(store, "SELECT coalesce(max(seq), 0) FROM audit").get() as [number];
    const select = prepare(store, "SELECT hash FROM audit WHERE seq = ?");
    return sightings.map(({ seq, hash }): SightingState => {
      if (seq > end) return "beyond";
      const row = select.get(seq) as [string] | undefined;
      if (row === undefined) return "gone";
      return row[0].startsWith(hash) ? "same" : "differs";
    });
  });
}
