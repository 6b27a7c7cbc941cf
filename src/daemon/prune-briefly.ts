import { setTimeout as sleep } from "node:timers/promises";
import { ok, type Result } from "../base/result.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { RetentionRules } from "../domain/retention.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Store } from "../store/store.ts";
import { createPruner } from "./prune.ts";
import type { WatcherWorld } from "./world.ts";

/** A pass has an end: what is left is for the next one. */
const longest: Milliseconds = 300;

/** Some steps of pruning, where it is time for it. */
export async function pruneBriefly(
  store: Store,
  retention: () => RetentionRules | undefined,
  world: WatcherWorld,
): Promise<Result<void, StoreFailure>> {
  const { clock } = world;
  const pruner = createPruner(store, retention, { ...world, firstAfterMs: 0 });
  if (!pruner.ok) return pruner;
  const { turn, nextAt, keep } = pruner.value;
  const until = clock.monotonic() + longest;
  if (nextAt() > clock.wall()) return ok(undefined);
  while (clock.monotonic() < until) {
    turn();
    const rest = nextAt() - clock.wall();
    if (rest > longest) return ok(undefined);
    await sleep(Math.max(0, rest));
  }
  keep();
  return ok(undefined);
}
