import type { Result } from "../base/result.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, type Store } from "./store.ts";

/** Reads several things as they were at one instant, whoever writes meanwhile. */
export function readTogether<Value>(store: Store, read: () => Value): Result<Value, StoreFailure> {
  const begun = attempt(store, () => store.database.exec("BEGIN"));
  if (!begun.ok) return begun;
  try {
    return attempt(store, read);
  } finally {
    store.database.exec("ROLLBACK");
  }
}
