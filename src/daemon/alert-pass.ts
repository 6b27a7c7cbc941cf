import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { StoreFailure } from "../store/failure.ts";
import { endPass, goOnWithPass } from "../store/pass-claim.ts";
import { readSight } from "../store/sight.ts";
import type { WatchSpan } from "../store/watcher.ts";
import { beginToWatch } from "./hold.ts";
import { createTellInPassing } from "./last-resort.ts";
import { openPump } from "./open-pump.ts";
import type { Pump } from "./pump.ts";
import { noRulesYet, refreshRules, type RulesInForce } from "./rules-in-force.ts";
import { createSpoolEye } from "./spool-eye.ts";
import { openStores, type Stores } from "./stores.ts";
import { tick } from "./tick.ts";
import type { WatcherWorld } from "./world.ts";

/** Nobody else comes by for what is tried again a little later. */
const lookAhead: Milliseconds = 60_000;

const longest: Milliseconds = 5 * 60_000;

const lookEvery: Milliseconds = 250;

/**
 * What a wrapper sends after a bad run where no daemon watches: judges and delivers, and again while
 * more runs end badly meanwhile. It starts no job, and takes no new config.
 */
export async function makeAlertPass(world: WatcherWorld): Promise<Result<void, StoreFailure>> {
  const opened = openStores(world);
  if (!opened.ok) return opened;
  const stores = opened.value;
  try {
    const begun = await beginToWatch(stores.watch, "check", world);
    if (!begun.ok) return begun;
    const span = begun.value.kind === "held" ? begun.value.by : begun.value.span;
    const rules = noRulesYet(world.host);
    const read = await refreshRules(stores.watch, rules);
    if (!read.ok) return read;
    const pump = openPump(stores, () => rules.rules, world, createTellInPassing(stores.runs));
    if (!pump.ok) return pump;
    const passed = await passOn(stores, { rules, span, pump: pump.value }, world);
    await pump.value.drain(0);
    return passed;
  } finally {
    stores.close();
  }
}

interface Passing {
  readonly rules: RulesInForce;
  readonly span: WatchSpan;
  readonly pump: Pump;
}

async function passOn(
  stores: Stores,
  { rules, span, pump }: Passing,
  world: WatcherWorld,
): Promise<Result<void, StoreFailure>> {
  const { clock, uid, actor } = world;
  const eye = createSpoolEye(world.storePath, uid);
  const until = clock.monotonic() + longest;
  let news = true;
  for (;;) {
    const asked = goOnWithPass(stores.runs, clock.wall());
    if (!asked.ok) return asked;
    if (news || asked.value) {
      const scene = { rules, span, places: eye.places(), uid, actor, sight: readSight() };
      const ticked = await tick(stores.watch, scene, clock.wall());
      if (!ticked.ok) return ticked;
      news = false;
      pump.ask();
    }
    const turned = await pump.turn();
    if (!turned.ok) return turned;
    const nextAt = pump.nextAt();
    const next = nextAt === null ? Infinity : nextAt - clock.wall();
    const isDone = pump.onWire() === 0 && next > lookAhead;
    if (isDone || clock.monotonic() >= until) {
      const ended = endPass(stores.runs);
      if (!ended.ok) return ended;
      if (ended.value) return ok(undefined);
    }
    await rest(pump, Math.min(lookEvery, Math.max(1, next)));
  }
}

async function rest(pump: Pump, longestRest: Milliseconds): Promise<void> {
  if (pump.onWire() > 0) await pump.settled(longestRest);
  else await new Promise((resolve) => setTimeout(resolve, longestRest));
}
