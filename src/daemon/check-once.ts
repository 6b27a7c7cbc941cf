import { fail, ok, type Result } from "../base/result.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Config } from "../config/config.ts";
import { listJobs } from "./job-list.ts";
import type { StoreFailure } from "../store/failure.ts";
import { createDispatcher } from "./dispatch.ts";
import { lookAtConfigFiles } from "./config-files.ts";
import { beginToWatch } from "./hold.ts";
import { takeUpConfig } from "./pass.ts";
import { openPump } from "./open-pump.ts";
import { pruneBriefly } from "./prune-briefly.ts";
import { createProbing } from "./probing.ts";
import { pumpForAWhile } from "./pump-for-a-while.ts";
import { noRulesOfPassYet, refreshRules, type RulesInForce } from "./rules-in-force.ts";
import { createSpoolEye } from "./spool-eye.ts";
import { openStores, type Stores } from "./stores.ts";
import { tellUnsendable } from "./unsendable.ts";
import { createSupervisor } from "./supervise-jobs.ts";
import { tick, type Ticked } from "./tick.ts";
import { readSight } from "../store/sight.ts";
import type { WatcherWorld } from "./world.ts";
import type { Applied, NotApplied } from "./apply-files.ts";
import { readFilesSeen, writeFilesSeen } from "../store/files-seen.ts";
import { restFor } from "./reload.ts";

/** What one pass came to. */
export interface Checked {
  /** What became of the files of the config; null: they were as at the pass before, or are not at rest. */
  readonly config: Result<Applied, NotApplied> | null;
  /** Jobs of a new config that are due more often than a pass comes by. */
  readonly tooOften: readonly string[];
  readonly ticked: Ticked;
}

/**
 * `luota check`: one pass of the watcher. Safe beside a daemon and beside other passes: each due slot
 * is claimed by one of them, and its job outlives this process.
 */
export async function checkOnce(world: WatcherWorld): Promise<Result<Checked, StoreFailure>> {
  const opened = openStores(world);
  if (!opened.ok) return opened;
  try {
    return await checkWith(opened.value, world);
  } finally {
    opened.value.close();
  }
}

async function checkWith(
  stores: Stores,
  world: WatcherWorld,
): Promise<Result<Checked, StoreFailure>> {
  const { watch, runs } = stores;
  const begun = await beginToWatch(watch, "check", world);
  if (!begun.ok) return begun;
  const { span } = begun.value.kind === "held" ? { span: begun.value.by } : begun.value;
  const config = await applyWhereChanged(stores, world);
  if (config?.ok === false && config.failure.kind === "store") return fail(config.failure.failure);
  const rules = noRulesOfPassYet(world.host, begun.value);
  const read = await refreshRules(watch, rules);
  if (!read.ok) return read;
  const supervisor = createSupervisor(runs, world);
  const dispatcher = createDispatcher(runs, world, supervisor, { isolateAll: true });
  const taken = takeUpConfig({ rules, dispatched: -1 }, dispatcher);
  if (!taken.ok) return taken;
  const now = world.clock.wall();
  const claimed = dispatcher.dispatch({ now, upSince: span.from }, true);
  if (!claimed.ok) return claimed;
  const { uid, actor } = world;
  const places = createSpoolEye(world.storePath, uid).places();
  const scene = { rules, span, places, uid, actor, sight: readSight() };
  const ticked = await tick(watch, scene, world.clock.wall());
  if (!ticked.ok) return ticked;
  // What it reads is judged by the next pass, or by whoever watches.
  const looked = createProbing(runs, () => rules.rules, world, false).turn(
    world.clock.wall(),
    true,
  );
  if (!looked.ok) return looked;
  const delivered = await deliverOnce(stores, rules, world);
  if (!delivered.ok) return delivered;
  const retention = () => rules.rules.config?.retention;
  // A daemon does it by itself.
  const pruned =
    begun.value.kind === "held"
      ? ok(undefined)
      : await pruneBriefly(stores.watched, retention, world);
  if (!pruned.ok) return pruned;
  const isNew = config?.ok === true && config.value.changed;
  const tooOften = isNew ? jobsDueTooOften(rules.rules.config, world.host, now) : [];
  return ok({ config, tooOften, ticked: ticked.value });
}

async function deliverOnce(
  stores: Stores,
  { rules }: RulesInForce,
  world: WatcherWorld,
): Promise<Result<void, StoreFailure>> {
  const pump = openPump(stores, () => rules, world);
  if (!pump.ok) return pump;
  const pumped = await pumpForAWhile(pump.value, world.clock);
  return pumped.ok ? await tellUnsendable(stores.watch, pump.value.unusable(), world) : pumped;
}

/** A crontab calls once a minute at most. */
const passEvery: Milliseconds = 60_000;

function jobsDueTooOften(
  config: Config | null,
  host: string,
  now: EpochMilliseconds,
): readonly string[] {
  if (config === null) return [];
  return [...listJobs(config, host).values()]
    .filter(({ schedule }) => schedule.gapAt(schedule.next(now) ?? now) < passEvery)
    .map(({ monitor }) => monitor.name);
}

/** Files that are as the pass before left them need not be read: YAML takes longer than all the rest. */
async function applyWhereChanged(
  { watch, runs }: Stores,
  world: WatcherWorld,
): Promise<Checked["config"]> {
  const { signature, changedAt } = lookAtConfigFiles(world.configPlaces);
  const age = changedAt === null ? restFor : world.clock.wall() - changedAt;
  if (age >= 0 && age < restFor) return null;
  const seen = readFilesSeen(runs);
  if (!seen.ok) return fail({ kind: "store", failure: seen.failure });
  if (seen.value === signature) return null;
  const applied = await world.applyFiles(watch);
  if (!applied.ok && (applied.failure.kind === "store" || applied.failure.kind === "unread"))
    return applied;
  const written = writeFilesSeen(runs, signature);
  return written.ok ? applied : fail({ kind: "store", failure: written.failure });
}
