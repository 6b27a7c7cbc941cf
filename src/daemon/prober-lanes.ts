import type { Milliseconds } from "../base/duration.ts";

/** Lets so much go on at once, and what may take long apart from it, so that neither waits for the other. */
export interface ProberLanes {
  readonly add: (longest: Milliseconds, work: () => Promise<void>) => void;
  /** Waiting or going on. */
  readonly size: () => number;
}

const quickest: Milliseconds = 60_000;
const room = { quick: 16, long: 16 } as const;

export function createProberLanes(): ProberLanes {
  const lanes = {
    quick: { going: 0, waiting: [] as (() => Promise<void>)[] },
    long: { going: 0, waiting: [] as (() => Promise<void>)[] },
  };

  function turn(kind: keyof typeof lanes): void {
    const lane = lanes[kind];
    while (lane.going < room[kind]) {
      const work = lane.waiting.shift();
      if (work === undefined) return;
      lane.going += 1;
      void work().finally(() => {
        lane.going -= 1;
        turn(kind);
      });
    }
  }

  return {
    add: (longest, work) => {
      const kind = longest <= quickest ? "quick" : "long";
      lanes[kind].waiting.push(work);
      turn(kind);
    },
    size: () =>
      Object.values(lanes).reduce((sum, { going, waiting }) => sum + going + waiting.length, 0),
  };
}
