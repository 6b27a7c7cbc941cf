import { ok, type Result } from "../base/result.ts";
import type { StoreFailure } from "../store/failure.ts";
import { openStore } from "../store/open.ts";
import { closeStore, type Store } from "../store/store.ts";
import { openWatchStore } from "../store/watch-store.ts";
import type { WatchStore } from "../store/watch.ts";
import type { WatcherWorld } from "./world.ts";

/** How long a watcher waits for others who write. */
const patienceMs = 5_000;

/** Two connections to one store, so that each can wait for others as its writes can bear it. */
export interface Stores {
  readonly watch: WatchStore;
  /** The connection behind `watch`. */
  readonly watched: Store;
  /** For claims and the records of runs. */
  readonly runs: Store;
  readonly close: () => void;
}

export function openStores(
  world: Pick<WatcherWorld, "storePath" | "clock" | "actor">,
): Result<Stores, StoreFailure> {
  const { storePath: path, actor, clock } = world;
  const open = () =>
    openStore({ path, mode: "command", now: clock.wall(), busyTimeoutMs: patienceMs, actor });
  const watched = open();
  if (!watched.ok) return watched;
  const runs = open();
  if (!runs.ok) {
    closeStore(watched.value);
    return runs;
  }
  return ok({
    watch: openWatchStore(watched.value),
    watched: watched.value,
    runs: runs.value,
    close: () => {
      closeStore(runs.value);
      closeStore(watched.value);
    },
  });
}
