import { formatDuration, type Milliseconds } from "../base/duration.ts";
import type { Result } from "../base/result.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Asks } from "./asks.ts";
import { jumpBetween, readClock, type Reading } from "./clock.ts";
import type { ConfigKeeper } from "./config-keeper.ts";
import type { ServiceManager } from "./notify-systemd.ts";
import { makePass, type PassParts, type PassState } from "./pass.ts";
import type { Pruner } from "./prune.ts";
import { waitOut, type Trouble } from "./wait-out.ts";
import { backOff, sleepFor } from "./wake.ts";
import type { Watchdog } from "./watchdog.ts";
import type { WatcherWorld } from "./world.ts";

export interface Loop {
  readonly state: PassState;
  readonly parts: PassParts;
  readonly world: WatcherWorld;
  readonly asks: Asks;
  readonly keeper: ConfigKeeper;
  readonly pruner: Pruner;
  readonly manager: ServiceManager;
  readonly watchdog: Watchdog;
}

/**
 * Passes again and again until it is enough. A pass that fails is told, and the next one waits longer
 * each time; a throw is a bug, and is told and survived in the same way.
 */
export async function keepPassing(
  loop: Loop,
  starts: boolean,
  enough: () => boolean,
): Promise<void> {
  const { state, parts, world, asks, manager } = loop;
  let failures = 0;
  let before = readClock(world.clock);
  let watchdogAt = 0;
  while (!enough()) {
    before = noteJump(loop, before);
    if (manager.watchdogMs !== null && before.monotonic >= watchdogAt) {
      manager.tell("WATCHDOG=1");
      watchdogAt = before.monotonic + manager.watchdogMs;
    }
    const trouble = await tryPass(loop, starts);
    failures = trouble === null ? 0 : failures + 1;
    if (trouble === null) loop.watchdog.passed(state.rules.rules.config);
    if (trouble !== null) {
      const wait = backOff(failures);
      const message = `${trouble.words}; trying again in ${formatDuration(wait)}`;
      world.log("error", "pass-failed", message, { failures });
      if (starts) await waitOut(loop, trouble, { wait, failures, enough });
      else await asks.sleep(wait);
    } else if (!enough()) {
      const due = starts ? parts.dispatcher.nextAt() : null;
      await asks.sleep(
        sleepFor(world.clock.wall(), [
          due,
          state.tickDueAt,
          parts.pump.nextAt(),
          starts ? loop.pruner.nextAt() : null,
        ]),
      );
    }
  }
}

/** Null where all went well. */
async function tryPass(loop: Loop, starts: boolean): Promise<Trouble | null> {
  const { state, parts, world } = loop;
  try {
    await mindConfig(loop);
    const passed: Result<void, StoreFailure> = await makePass(state, parts, world, starts);
    // What is sent goes on by itself: nothing here waits for a network.
    const pumped = passed.ok ? await parts.pump.turn() : passed;
    // Whoever is about to stop takes nothing away any more.
    if (pumped.ok && starts) loop.pruner.turn();
    if (pumped.ok) return null;
    const { failure } = pumped;
    return { words: world.describeStoreFailure(failure), failure };
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { words, failure: null };
  }
}

async function mindConfig({ asks, keeper, manager }: Loop): Promise<void> {
  if (!asks.takeReload()) {
    await keeper.takeRested();
    return;
  }
  manager.tell("RELOADING=1", `MONOTONIC_USEC=${process.hrtime.bigint() / 1_000n}`);
  await keeper.take();
  manager.tell("--ready");
}

/** A clock that was set, or a machine that slept: everything is looked at anew, by the time it is now. */
function noteJump({ state, world }: Loop, before: Reading): Reading {
  const after = readClock(world.clock);
  const jump: Milliseconds = jumpBetween(before, after);
  if (jump !== 0) {
    const which = jump > 0 ? "forward" : "back";
    const message = `the clock went ${which} by ${formatDuration(Math.abs(jump))}`;
    world.log("warn", "clock-jump", message, { byMs: Math.round(jump) });
    state.fullLookAt = 0;
    state.dispatched = -1;
  }
  return after;
}
