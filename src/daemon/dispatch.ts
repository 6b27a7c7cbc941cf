import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Config } from "../config/config.ts";
import { claimLasts } from "../domain/dispatch-settle.ts";
import { dispatchJobs, type ClaimedSlot } from "../store/dispatch.ts";
import { readDispatchCursors, readDispatchNews } from "../store/dispatch-read.ts";
import type { StoreFailure } from "../store/failure.ts";
import { setWait, type Store } from "../store/store.ts";
import { askFor } from "./dispatch-ask.ts";
import type { Moment } from "./dispatch-moment.ts";
import { createDueJobs } from "./due-jobs.ts";
import { sendRun } from "./isolate.ts";
import { createJobBook } from "./job-book.ts";
import type { ListedJob } from "./job-list.ts";
import { startUntold, type StartedUntold } from "./start-untold.ts";
import type { JobSupervisor } from "./supervise-jobs.ts";
import { createUntold } from "./untold.ts";
import type { WatcherWorld } from "./world.ts";

/** How long a claim waits while others write. */
const waitMs = 1_000;

/** Starts the jobs of the config in force when they are due. */
export interface Dispatcher {
  readonly setConfig: (config: Config | null) => Result<void, StoreFailure>;
  /** Takes up all that is due. `news`: something was written since the last time. */
  readonly dispatch: (
    moment: Moment,
    news: boolean,
  ) => Result<readonly ClaimedSlot[], StoreFailure>;
  /**
   * Starts what is due though the store can't be written: the job comes first, and its record waits in
   * the spool. The store is told of these slots as soon as it can be.
   */
  readonly dispatchUntold: (moment: Moment) => readonly StartedUntold[];
  readonly nextAt: () => EpochMilliseconds | null;
}

export function createDispatcher(
  store: Store,
  world: WatcherWorld,
  supervisor: JobSupervisor,
  options: { readonly isolateAll: boolean },
): Dispatcher {
  const book = createJobBook(world, supervisor.pipes);
  const due = createDueJobs();
  const untold = createUntold(supervisor);
  const asking = { world, isolateAll: options.isolateAll, complete: untold.complete };
  /** How far the slots of each job were taken up. */
  const cursors = new Map<string, EpochMilliseconds>();
  let waitsUntil: EpochMilliseconds | null = null;

  function lookAgain(listed: ListedJob, cursor: EpochMilliseconds): void {
    const { monitor, schedule, offsetMs } = listed;
    const now = world.clock.wall();
    cursors.set(monitor.name, cursor);
    // Where a wrong clock got there, it is to be decided now how to go on.
    const isAhead = cursor > now && cursor > now + schedule.gapAt(cursor);
    const slot = isAhead ? now : schedule.next(cursor);
    due.set(monitor.name, slot === null || isAhead ? slot : slot + offsetMs);
  }

  function claim(names: readonly string[], moment: Moment) {
    const prepared = names.flatMap((name) => book.find(name) ?? []);
    if (prepared.length === 0) return ok([]);
    setWait(store, waitMs);
    const dispatched = dispatchJobs(store, askFor(prepared, moment, asking));
    if (!dispatched.ok) {
      // They stay due: the next pass tries again.
      for (const name of names) due.set(name, moment.now);
      return dispatched;
    }
    untold.told();
    for (const each of prepared) {
      const cursor = dispatched.value.cursors.get(each.listed.monitor.name);
      if (cursor !== undefined) lookAgain(each.listed, cursor);
    }
    for (const each of dispatched.value.claimed) begin(each);
    return ok(dispatched.value.claimed);
  }

  function begin(claimed: ClaimedSlot): void {
    const { monitor, run, slot, start } = claimed;
    const prepared = book.find(monitor);
    if (prepared === null) return;
    if (start === null) {
      const sent = sendRun(prepared.runPlan(run, slot), world.runEntry);
      if (!sent.ok)
        world.log("error", "not-sent", `no luota run for ${monitor}: ${sent.failure}`, { monitor });
    } else if (prepared.plan.ok)
      supervisor.start(prepared.runPlan(run, slot), start, prepared.secrets);
    else supervisor.refuse(start, prepared.plan.failure);
  }

  return {
    setConfig: (config) => {
      const read = readDispatchCursors(store);
      if (!read.ok) return read;
      book.setConfig(config);
      due.clear();
      for (const { monitor, cadence, slot, since } of read.value) {
        const listed = book.list(monitor);
        if (listed === null) continue;
        const cursor = cadence === listed.schedule.key ? Math.max(slot, since) : since;
        lookAgain(listed, untold.reach(monitor, cursor));
      }
      waitsUntil = 0;
      return ok(undefined);
    },
    dispatch: (moment, news) => {
      book.refresh();
      const names = new Set([...due.take(moment.now), ...untold.monitors()]);
      if (news || (waitsUntil !== null && waitsUntil <= moment.now)) {
        const heard = readDispatchNews(store, moment.now, claimLasts);
        if (!heard.ok) {
          for (const name of names) due.set(name, moment.now);
          return heard;
        }
        for (const name of heard.value.monitors) names.add(name);
        waitsUntil = heard.value.nextAt;
      }
      const claimed = claim([...names], moment);
      if (claimed.ok && claimed.value.length > 0) waitsUntil = 0;
      return claimed;
    },
    dispatchUntold: (moment) => {
      book.refresh();
      return due.take(moment.now).flatMap((name) => {
        const prepared = book.find(name);
        const cursor = cursors.get(name);
        if (prepared === null || cursor === undefined) return [];
        const begun = startUntold({ store, supervisor, asking }, prepared, cursor, moment);
        untold.add(name, begun.cursor);
        lookAgain(prepared.listed, begun.cursor);
        return begun.started;
      });
    },
    nextAt: () => {
      const slot = due.nextAt();
      return slot === null || waitsUntil === null
        ? (slot ?? waitsUntil)
        : Math.min(slot, waitsUntil);
    },
  };
}
