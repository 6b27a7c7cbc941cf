import { formatDuration, type Milliseconds } from "../base/duration.ts";
import { fail, ok, type Result } from "../base/result.ts";
import { keepListening } from "../http/keep-listening.ts";
import { openAnswering } from "../http/open-answering.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { WatchSpan } from "../store/watcher.ts";
import type { Asks } from "./asks.ts";
import { createConfigKeeper } from "./config-keeper.ts";
import { createDispatcher } from "./dispatch.ts";
import { beginToWatch } from "./hold.ts";
import { keepPassing } from "./loop.ts";
import { createServiceManager } from "./notify-systemd.ts";
import { openPump } from "./open-pump.ts";
import { takeUpConfig, type PassState } from "./pass.ts";
import { createPruner } from "./prune.ts";
import { createProbing } from "./probing.ts";
import { noRulesYet, refreshRules } from "./rules-in-force.ts";
import { createSpoolEye } from "./spool-eye.ts";
import { openStores, type Stores } from "./stores.ts";
import { createSupervisor, type JobSupervisor } from "./supervise-jobs.ts";
import { tellOutages } from "./tell-tick.ts";
import { createWatchdog } from "./watchdog.ts";
import type { WatcherWorld } from "./world.ts";

export interface DaemonOptions {
  /** How long jobs that share its fate may go on after it was asked to stop. */
  readonly drainMs: Milliseconds;
}

export type NotWatching =
  | { readonly kind: "store"; readonly failure: StoreFailure }
  /** Another daemon watches this store. */
  | { readonly kind: "held"; readonly by: WatchSpan };

/** `luota daemon`: starts jobs, watches and judges, until it is asked to stop. */
export async function watchOver(
  world: WatcherWorld,
  asks: Asks,
  options: DaemonOptions,
): Promise<Result<void, NotWatching>> {
  const opened = openStores(world);
  if (!opened.ok) return fail({ kind: "store", failure: opened.failure });
  const stores = opened.value;
  try {
    const begun = await beginToWatch(stores.watch, "daemon", world);
    if (!begun.ok) return fail({ kind: "store", failure: begun.failure });
    if (begun.value.kind === "held") return fail({ kind: "held", by: begun.value.by });
    tellOutages(begun.value.outages, world.log);
    return await watchWith(stores, begun.value.span, world, asks, options);
  } finally {
    stores.close();
  }
}

async function watchWith(
  stores: Stores,
  span: WatchSpan,
  world: WatcherWorld,
  asks: Asks,
  { drainMs }: DaemonOptions,
): Promise<Result<void, NotWatching>> {
  const { log, clock } = world;
  log("info", "watching", `watching ${world.storePath}`, { span: span.number });
  const supervisor = createSupervisor(stores.runs, world);
  const dispatcher = createDispatcher(stores.runs, world, supervisor, { isolateAll: false });
  const manager = createServiceManager(world.environment, process.pid, log);
  const keeper = createConfigKeeper(stores.watch, world);
  const state: PassState = {
    span,
    rules: noRulesYet(world.host),
    told: new Map(),
    dispatched: -1,
    ...{
      dataVersion: -1,
      fullLookAt: 0,
      tickDueAt: null,
      quietUntil: 0,
      giveBackAt: clock.monotonic() + 10_000,
    },
  };
  await keeper.take();
  const rules = await refreshRules(stores.watch, state.rules);
  const ready = rules.ok ? takeUpConfig(state, dispatcher) : rules;
  if (!ready.ok) return fail({ kind: "store", failure: ready.failure });
  const pump = openPump(stores, () => state.rules.rules, world);
  if (!pump.ok) return fail({ kind: "store", failure: pump.failure });
  const retention = () => state.rules.rules.config?.retention;
  const pruner = createPruner(stores.watched, retention, { ...world, firstAfterMs: 20_000 });
  if (!pruner.ok) return fail({ kind: "store", failure: pruner.failure });
  manager.tell("--ready");
  const eye = createSpoolEye(world.storePath, world.uid);
  const probing = createProbing(stores.runs, () => state.rules.rules, world, true);
  const parts = { stores, dispatcher, eye, pump: pump.value, probing };
  const listener = keepListening({
    ...{ log, monotonic: clock.monotonic, describeStoreFailure: world.describeStoreFailure },
    rules: () => state.rules.rules,
    open: async () => await openAnswering(world, () => state.rules.rules),
  });
  const watchdog = createWatchdog(world);
  const loop = { state, parts, world, asks, keeper, pruner: pruner.value, manager, watchdog };
  await keepPassing(loop, true, () => asks.stops() > 0);
  log("info", "stopping", `asked to stop${waitsFor(supervisor, drainMs)}`);
  manager.tell("STOPPING=1");
  const drainUntil = clock.monotonic() + drainMs;
  await keepPassing(loop, false, () => {
    const isLate = asks.stops() > 1 || clock.monotonic() >= drainUntil;
    return supervisor.running() === 0 || isLate;
  });
  await endJobs(supervisor, asks, world);
  await pump.value.drain(asks.stops() > 1 ? 0 : onWireMs);
  await listener.close();
  watchdog.close();
  await stores.watch.endWatch(state.span, clock.wall());
  log("info", "stopped", "stopped");
  return ok(undefined);
}

function waitsFor(supervisor: JobSupervisor, drainMs: Milliseconds): string {
  const count = supervisor.running();
  if (count === 0) return "";
  const jobs = count === 1 ? "1 job" : `${count} jobs`;
  return `; waiting up to ${formatDuration(drainMs)} for ${jobs}`;
}

/** What is on the wire when the daemon stops may be answered in this time. */
const onWireMs: Milliseconds = 5_000;

/** After KILL nothing of a job goes on; a moment later its end is recorded. */
const killedWithinMs: Milliseconds = 31_000;
const lookEveryMs: Milliseconds = 50;

/** Jobs that did not end in time are ended, so that their end is known; asked twice, nobody waits for it. */
async function endJobs(
  supervisor: JobSupervisor,
  asks: Asks,
  { clock, log }: WatcherWorld,
): Promise<void> {
  if (supervisor.running() === 0) return;
  log("warn", "ending-jobs", `${supervisor.running()} of them did not end by themselves: TERM`);
  supervisor.stopAll();
  const until = clock.monotonic() + killedWithinMs;
  while (supervisor.running() > 0 && asks.stops() < 2 && clock.monotonic() < until)
    await asks.sleep(lookEveryMs);
}
