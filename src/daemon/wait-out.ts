import type { Milliseconds } from "../base/duration.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Asks } from "./asks.ts";
import type { PassParts, PassState } from "./pass.ts";
import { sleepFor } from "./wake.ts";
import type { WatcherWorld } from "./world.ts";

/** What a loop waits with. */
export interface Waiting {
  readonly state: Pick<PassState, "span">;
  readonly parts: Pick<PassParts, "dispatcher">;
  readonly world: WatcherWorld;
  readonly asks: Asks;
}

/** Why a pass failed; `failure` is null where it threw. */
export interface Trouble {
  readonly words: string;
  readonly failure: StoreFailure | null;
}

/** Who only waits for others that write waits so many passes before it starts jobs without the store. */
const passesToWait = 3;

const leastSleep: Milliseconds = 50;

/** Waits for the next pass after one that failed. What is due meanwhile starts all the same. */
export async function waitOut(
  loop: Waiting,
  { failure }: Trouble,
  { wait, failures, enough }: { wait: Milliseconds; failures: number; enough: () => boolean },
): Promise<void> {
  const { asks, world, parts } = loop;
  const { clock } = world;
  const until = clock.monotonic() + wait;
  const starts = failure?.kind !== "locked" || failures >= passesToWait;
  while (!enough()) {
    if (starts) startWhatIsDue(loop);
    const left = until - clock.monotonic();
    if (left <= 0) return;
    const next = sleepFor(clock.wall(), [parts.dispatcher.nextAt()]);
    await asks.sleep(starts ? Math.min(left, Math.max(leastSleep, next)) : left);
  }
}

function startWhatIsDue({ state, parts, world }: Waiting): void {
  const { log, clock } = world;
  try {
    const moment = { now: clock.wall(), upSince: state.span.from };
    for (const { monitor, run, slot } of parts.dispatcher.dispatchUntold(moment)) {
      const message = `${monitor}: run ${run} starts, though the store can't be written`;
      log("warn", "started-untold", message, { monitor, run, slot: new Date(slot).toISOString() });
    }
  } catch (error) {
    log("error", "not-started", error instanceof Error ? (error.stack ?? error.message) : "");
  }
}
