import { ok, type Result } from "../base/result.ts";
import type { Rules } from "../daemon/rules.ts";
import type { WatcherWorld } from "../daemon/world.ts";
import { readStoreId } from "../store/audit-verify.ts";
import type { StoreFailure } from "../store/failure.ts";
import { openStore } from "../store/open.ts";
import { closeStore, type Store } from "../store/store.ts";
import type { Deed } from "../store/deed.ts";
import type { WatchStore } from "../store/watch.ts";
import { openWatchStore } from "../store/watch-store.ts";
import type { LinkSeal } from "./link-token.ts";
import type { Answering } from "./answering.ts";

export interface OpenAnswering extends Answering {
  readonly close: () => void;
}

/** How long an answer waits for others who write. */
const patienceMs = 5_000;

/**
 * What answers are given with, on a connection of its own: the watcher then sees what people did as it
 * sees what other processes write.
 */
export async function openAnswering(
  world: Pick<
    WatcherWorld,
    "storePath" | "clock" | "actor" | "host" | "log" | "describeStoreFailure"
  >,
  rules: () => Rules,
): Promise<Result<OpenAnswering, StoreFailure>> {
  const { storePath: path, actor, clock, host, log, describeStoreFailure } = world;
  const now = clock.wall();
  const opened = openStore({ path, mode: "command", now, busyTimeoutMs: patienceMs, actor });
  if (!opened.ok) return opened;
  const store = opened.value;
  const watch = openWatchStore(store);
  const close = () => {
    closeStore(store);
  };
  const seal = await readSeal(store, watch, { by: actor, now });
  if (!seal.ok) {
    close();
    return seal;
  }
  return ok({
    watch,
    rules,
    seal: seal.value,
    host,
    now: clock.wall,
    log,
    describeStoreFailure,
    close,
  });
}

/** What links of this store are signed with. */
export async function readSeal(
  store: Store,
  watch: Pick<WatchStore, "linkKey">,
  deed: Deed,
): Promise<Result<LinkSeal, StoreFailure>> {
  const key = await watch.linkKey(deed);
  if (!key.ok) return key;
  const id = readStoreId(store);
  return id.ok ? ok({ key: key.value, store: id.value ?? "" }) : id;
}
