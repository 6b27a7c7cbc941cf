import type { Result } from "../base/result.ts";
import type { StoreFailure } from "./failure.ts";
import type { PruneContext } from "./prune-phases.ts";
import { forgetSweep, writeProgress, type PruneMemory } from "./prune-progress.ts";
import { giveBackPages, readSpace } from "./store-space.ts";
import { attempt, type Store } from "./store.ts";

/** Some of what is free stays, for the next day's records. */
const slackShare = 0.02;
const pagesOfRow = 4;

/** Some pages at a time; where that is done, so is the sweep. */
export function giveBack(
  store: Store,
  memory: PruneMemory,
  { limit, now }: PruneContext,
): Result<{ readonly swept: boolean }, StoreFailure> {
  return attempt(store, () => {
    const space = readSpace(store);
    const isMuch = space.canGiveBack && space.free > Math.max(2 ** 20, slackShare * space.used);
    if (isMuch) giveBackPages(store, Math.max(16, limit / pagesOfRow));
    else {
      memory.progress = { ...memory.progress, phase: "outputs", after: 0, sweptAt: now };
      writeProgress(store, memory.progress);
      forgetSweep(memory);
    }
    return { swept: !isMuch };
  });
}
