import type { Milliseconds } from "../base/duration.ts";

/** How large the next step is, and how long to rest after it. */
export interface PruneSteps {
  readonly limit: () => number;
  /** Notes how long a step took; the time to rest before the next one. */
  readonly took: (time: Milliseconds, wrote: boolean) => Milliseconds;
}

/** Others who write wait for one step at most, so a step is short; to put it on the disk is part of it. */
const aim: Milliseconds = 15;
/** And those who came meanwhile find a gap: they look again after 1, 3, 8, 18, 33 ms. */
const leastRest: Milliseconds = 30;
const restShare = 2;

/** Fewer at a time would spend all the time on the disk. */
const fewest = 24;
const most = 1_000;

export function createPruneSteps(): PruneSteps {
  let limit = 64;
  return {
    limit: () => limit,
    took: (time, wrote) => {
      // Nobody waited for it, so nobody needs a gap.
      if (!wrote) return 1;
      const factor = time > 2 * aim ? 0.5 : time > aim ? 0.8 : 1.25;
      limit = Math.min(most, Math.max(fewest, Math.round(limit * factor)));
      return Math.max(leastRest, restShare * time);
    },
  };
}
