import type { Milliseconds } from "../base/duration.ts";
import { setTimeout as sleep } from "node:timers/promises";
import type { EpochMilliseconds } from "../base/time.ts";
import { ok, type Result } from "../base/result.ts";
import type { StoreFailure } from "../store/failure.ts";
import { endPass, goOnWithPass } from "../store/pass-claim.ts";
import { releasePassFile } from "../store/pass-file.ts";
import { readSight } from "../store/sight.ts";
import type { WatchSpan } from "../store/watcher.ts";
import { beginToWatch } from "./hold.ts";
import { createTellInPassing } from "./last-resort.ts";
import { openPump } from "./open-pump.ts";
import type { Pump } from "./pump.ts";
import { noRulesOfPassYet, refreshRules, type RulesInForce } from "./rules-in-force.ts";
import { createSpoolEye, type SpoolEye } from "./spool-eye.ts";
import { openStores, type Stores } from "./stores.ts";
import { tick } from "./tick.ts";
import type { WatcherWorld } from "./world.ts";

/** Nobody else comes by for what is tried again a little later. */
const lookAhead: Milliseconds = 60_000;

const longest: Milliseconds = 5 * 60_000;

const lookEvery: Milliseconds = 250;

/**
 * What a wrapper sends after a bad run where no daemon watches: judges and delivers, and again while
 * more runs end badly meanwhile. It starts no job, and takes no new config. Where very many write at
 * once it waits for its turn: those who asked for a pass count on this one.
 */
export async function makeAlertPass(world: WatcherWorld): Promise<Result<void, StoreFailure>> {
  const until = world.clock.monotonic() + longest;
  for (;;) {
    const passed = await tryPass(world, until);
    if (passed.ok || !isWorthWaiting(passed.failure, until, world)) return passed;
    await sleep(lookEvery);
  }
}

async function tryPass(
  world: WatcherWorld,
  until: Milliseconds,
): Promise<Result<void, StoreFailure>> {
  const opened = openStores(world);
  if (!opened.ok) return opened;
  const stores = opened.value;
  try {
    const begun = await beginToWatch(stores.watch, "check", world);
    if (!begun.ok) return begun;
    const span = begun.value.kind === "held" ? begun.value.by : begun.value.span;
    const rules = noRulesOfPassYet(world.host, begun.value);
    const read = await refreshRules(stores.watch, rules);
    if (!read.ok) return read;
    const lastResort = createTellInPassing(stores.runs);
    const pump = openPump(stores, () => rules.rules, world, lastResort);
    if (!pump.ok) return pump;
    const passed = await passOn(stores, { rules, span, pump: pump.value, until }, world);
    await pump.value.drain(0);
    return passed;
  } finally {
    stores.close();
  }
}

function isWorthWaiting(
  failure: StoreFailure,
  until: Milliseconds,
  { clock }: Pick<WatcherWorld, "clock">,
): boolean {
  return failure.kind === "locked" && clock.monotonic() < until;
}

interface Passing {
  readonly rules: RulesInForce;
  readonly span: WatchSpan;
  readonly pump: Pump;
  readonly until: Milliseconds;
}

async function passOn(
  stores: Stores,
  passing: Passing,
  world: WatcherWorld,
): Promise<Result<void, StoreFailure>> {
  const { pump, until } = passing;
  const eye = createSpoolEye(world.storePath, world.uid);
  let untold = true;
  for (;;) {
    // Who finds the store locked puts its record into the spool, and can ask for nothing.
    untold = eye.changed() || untold;
    const turned = await takeTurn(stores, passing, eye, untold, world);
    if (turned.ok) untold = false;
    else if (!isWorthWaiting(turned.failure, until, world)) return turned;
    else untold = true;
    const next = turned.ok ? turned.value - world.clock.wall() : lookEvery;
    const isDone = turned.ok && pump.onWire() === 0 && next > lookAhead;
    if (isDone || world.clock.monotonic() >= until) {
      const ended = endPass(stores.runs);
      if (!ended.ok) return ended;
      releasePassFile(world.storePath);
      // Whoever still found one going on wrote into the spool before.
      if (ended.value && !eye.changed()) return ok(undefined);
    }
    await rest(pump, Math.min(lookEvery, Math.max(1, next)));
  }
}

/** When there is something to do next. */
async function takeTurn(
  stores: Stores,
  { rules, span, pump }: Passing,
  eye: SpoolEye,
  untold: boolean,
  { clock, uid, actor }: WatcherWorld,
): Promise<Result<EpochMilliseconds, StoreFailure>> {
  const asked = goOnWithPass(stores.runs, clock.wall());
  if (!asked.ok) return asked;
  if (untold || asked.value) {
    eye.refresh();
    const scene = { rules, span, places: eye.places(), uid, actor, sight: readSight() };
    const ticked = await tick(stores.watch, scene, clock.wall());
    if (!ticked.ok) return ticked;
    pump.ask();
  }
  const turned = await pump.turn();
  return turned.ok ? ok(pump.nextAt() ?? Infinity) : turned;
}

async function rest(pump: Pump, longestRest: Milliseconds): Promise<void> {
  if (pump.onWire() > 0) await pump.settled(longestRest);
  else await sleep(longestRest);
}
