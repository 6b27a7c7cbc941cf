import { fail, ok, type Result } from "../base/result.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { readDataVersion } from "../store/data-version.ts";
import type { StoreFailure } from "../store/failure.ts";
import { readSight } from "../store/sight.ts";
import type { WatchSpan } from "../store/watcher.ts";
import type { Dispatcher } from "./dispatch.ts";
import { giveBackMemory } from "./give-back.ts";
import type { Probing } from "./probing.ts";
import type { Pump } from "./pump.ts";
import type { RulesInForce } from "./rules-in-force.ts";
import type { SpoolEye } from "./spool-eye.ts";
import type { Stores } from "./stores.ts";
import { tellOutages, tellTick, type ToldIncidents } from "./tell-tick.ts";
import { tick } from "./tick.ts";
import { fullLookEvery } from "./wake.ts";
import type { WatcherWorld } from "./world.ts";

/** What goes on from pass to pass. */
export interface PassState {
  span: WatchSpan;
  readonly rules: RulesInForce;
  readonly told: ToldIncidents;
  /** Of the config that the dispatcher works with. */
  dispatched: number;
  dataVersion: number;
  /** By the monotonic clock. */
  fullLookAt: Milliseconds;
  tickDueAt: EpochMilliseconds | null;
  /** The next tick of mere news waits until then, so that ticks take a small part of the time. */
  quietUntil: Milliseconds;
  /** When the memory that a new config took is given back; null: it was. */
  giveBackAt: Milliseconds | null;
}

export interface PassParts {
  readonly stores: Stores;
  readonly dispatcher: Dispatcher;
  readonly eye: SpoolEye;
  readonly pump: Pump;
  readonly probing: Probing;
}

/** By then all monitors of a new config have been looked at. */
const giveBackAfter: Milliseconds = 10_000;

/** Whatever is overdue, ticks do not follow each other without a pause. */
const leastPause: Milliseconds = 50;

/** So much of the time may go into ticks. */
const tickShare = 0.1;

/** One pass: starts what is due, then, where something was heard or is due, judges. */
export async function makePass(
  state: PassState,
  { stores, dispatcher, eye, pump, probing }: PassParts,
  world: WatcherWorld,
  starts: boolean,
): Promise<Result<void, StoreFailure>> {
  const now = world.clock.wall();
  const before = world.clock.monotonic();
  const isFull = before >= state.fullLookAt;
  if (isFull) eye.refresh();
  const version = readDataVersion(stores.watched);
  const news = version !== state.dataVersion || isFull;
  // Others write too: a command, a wrapper, a link that somebody pressed.
  if (news) pump.ask();
  // First of all: after a sleep of the machine, what came meanwhile fell into a downtime.
  const beat = await stores.watch.beat(state.span, now);
  if (!beat.ok) return beat;
  state.span = beat.value.span;
  tellOutages(beat.value.outages, world.log);
  if (starts) {
    const claimed = dispatcher.dispatch({ now, upSince: state.span.from }, news);
    if (!claimed.ok) return claimed;
    for (const { monitor, run, slot, attempt, isolated } of claimed.value)
      world.log(
        "info",
        "started",
        `${monitor}: run ${run} starts${attempt > 1 ? ` (try ${attempt})` : ""}`,
        {
          ...{ monitor, run, isolated, attempt },
          slot: new Date(slot).toISOString(),
        },
      );
  }
  const looked = starts ? probing.turn(now, news) : ok(undefined);
  if (!looked.ok) return looked;
  if (state.giveBackAt !== null && before >= state.giveBackAt) {
    state.giveBackAt = null;
    giveBackMemory();
  }
  const isDue = state.tickDueAt !== null && state.tickDueAt <= now;
  const isQuiet = before < state.quietUntil;
  if (!isDue && !isFull && (isQuiet || !(news || eye.changed()))) return ok(undefined);
  const { rules, span } = state;
  const { uid, actor } = world;
  const scene = { rules, span, places: eye.places(), uid, actor, sight: readSight() };
  const ticked = await tick(stores.watch, scene, now);
  if (!ticked.ok) return fail(ticked.failure);
  pump.ask();
  tellTick(ticked.value, state.told, world.log);
  state.span = ticked.value.span;
  const { wakeAt } = ticked.value;
  state.tickDueAt = wakeAt === null ? null : Math.max(wakeAt, world.clock.wall() + leastPause);
  state.dataVersion = version;
  const after = world.clock.monotonic();
  if (isFull) state.fullLookAt = after + fullLookEvery;
  state.quietUntil = after + Math.min(1_000, (after - before) / tickShare);
  if (state.rules.rules.number !== state.dispatched) state.giveBackAt = after + giveBackAfter;
  return takeUpConfig(state, dispatcher);
}

/** Where another config came into force, its jobs are the ones to start. */
export function takeUpConfig(
  state: Pick<PassState, "rules" | "dispatched">,
  dispatcher: Dispatcher,
): Result<void, StoreFailure> {
  const { number, config } = state.rules.rules;
  if (number === state.dispatched) return ok(undefined);
  const set = dispatcher.setConfig(config);
  if (set.ok) state.dispatched = number;
  return set;
}
