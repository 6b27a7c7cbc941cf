import type { Result } from "../base/result.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, type Store } from "./store.ts";

const key = "alert-pass-told";

/** So many are remembered; a pass that finds more says some of them once more. */
const most = 1_000;

/** The numbers of notices that a pass told in the log of the host, where maybe nobody reads. */
export function readToldInPassing(store: Store): Result<ReadonlySet<number>, StoreFailure> {
  return attempt(store, () => {
    const row = prepare(store, "SELECT value FROM meta WHERE key = ?").get(key);
    const [text] = (row as [string] | undefined) ?? ["[]"];
    return new Set(JSON.parse(text) as number[]);
  });
}

export function writeToldInPassing(
  store: Store,
  numbers: readonly number[],
): Result<void, StoreFailure> {
  return attempt(store, () => {
    const write = `INSERT INTO meta (key, value) VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
    prepare(store, write).run(key, JSON.stringify(numbers.slice(-most)));
  });
}
