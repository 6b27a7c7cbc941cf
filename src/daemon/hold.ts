import type { Result } from "../base/result.ts";
import { recorderIdentity } from "../recorder/host-facts.ts";
import type { StoreFailure } from "../store/failure.ts";
import { readSight } from "../store/sight.ts";
import type { Watching } from "../store/watch.ts";
import type { Begun, Watcher } from "../store/watcher.ts";
import type { WatcherWorld } from "./world.ts";

/** Says to the store that this process watches now, or hears who does. */
export async function beginToWatch(
  watch: Watching,
  kind: Watcher["kind"],
  world: WatcherWorld,
): Promise<Result<Begun, StoreFailure>> {
  const sight = readSight();
  const identity = recorderIdentity();
  const { host, actor } = world;
  const watcher = { kind, host, user: actor.user, identity, bootedAt: sight.bootedAt };
  return await watch.beginWatch(watcher, sight, world.clock.wall());
}
