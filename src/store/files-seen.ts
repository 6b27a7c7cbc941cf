import type { Result } from "../base/result.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, type Store } from "./store.ts";

const key = "config-files-seen";

/** What `luota check` last saw of the files of the config, so that it reads them only when they changed. */
export function readFilesSeen(store: Store): Result<string | null, StoreFailure> {
  return attempt(store, () => {
    const row = prepare(store, "SELECT value FROM meta WHERE key = ?").get(key);
    return (row as [string] | undefined)?.[0] ?? null;
  });
}

export function writeFilesSeen(store: Store, signature: string): Result<void, StoreFailure> {
  return attempt(store, () => {
    const write = `INSERT INTO meta (key, value) VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
    prepare(store, write).run(key, signature);
  });
}
