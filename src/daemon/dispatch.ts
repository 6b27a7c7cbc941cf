import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Config } from "../config/config.ts";
import { decideJob } from "../domain/dispatch.ts";
import { claimLasts } from "../domain/dispatch-settle.ts";
import { isInTheWay, type Sight } from "../domain/lost.ts";
import { newId } from "../recorder/run-id.ts";
import { dispatchJobs, type ClaimedSlot } from "../store/dispatch.ts";
import { readDispatchCursors, readDispatchNews } from "../store/dispatch-read.ts";
import type { StoreFailure } from "../store/failure.ts";
import { readSight } from "../store/sight.ts";
import { setWait, type Store } from "../store/store.ts";
import { createDueJobs } from "./due-jobs.ts";
import { sendRun } from "./isolate.ts";
import { createJobBook } from "./job-book.ts";
import type { ListedJob } from "./job-list.ts";
import type { JobSupervisor } from "./supervise-jobs.ts";
import type { WatcherWorld } from "./world.ts";

/** How long a claim waits while others write. */
const waitMs = 1_000;

export interface Moment {
  readonly now: EpochMilliseconds;
  /** Slots before this fell into a downtime. */
  readonly upSince: EpochMilliseconds;
}

/** Starts the jobs of the config in force when they are due. */
export interface Dispatcher {
  readonly setConfig: (config: Config | null) => Result<void, StoreFailure>;
  /** Takes up all that is due. `news`: something was written since the last time. */
  readonly dispatch: (
    moment: Moment,
    news: boolean,
  ) => Result<readonly ClaimedSlot[], StoreFailure>;
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
  let waitsUntil: EpochMilliseconds | null = null;

  function lookAgain(listed: ListedJob, cursor: EpochMilliseconds): void {
    const { monitor, schedule, offsetMs } = listed;
    const now = world.clock.wall();
    // Where a wrong clock got there, it is to be decided now how to go on.
    const isAhead = cursor > now && cursor > now + schedule.gapAt(cursor);
    const slot = isAhead ? now : schedule.next(cursor);
    due.set(monitor.name, slot === null || isAhead ? slot : slot + offsetMs);
  }

  function claim(names: readonly string[], { now, upSince }: Moment) {
    const prepared = names.flatMap((name) => book.find(name) ?? []);
    if (prepared.length === 0) return ok([]);
    let sight: Sight | null = null;
    setWait(store, waitMs);
    const dispatched = dispatchJobs(store, {
      now,
      newId,
      reporterUid: world.uid,
      isInTheWay: (open) => isInTheWay(open, (sight ??= readSight()), now),
      jobs: prepared.map((each) => {
        const { listed, plan } = each;
        const { job, schedule, offsetMs } = listed;
        // What can't be started is told from here.
        const tried = plan.ok ? job : { ...job, isolate: "never" as const };
        const isolateAll = options.isolateAll && plan.ok;
        const scheduled = { job: tried, schedule, offsetMs, upSince, isolateAll };
        return {
          monitor: listed.monitor.name,
          cadence: schedule.key,
          heeds: [world.uid, ...(plan.ok ? [plan.value.jobUid ?? world.uid] : [])],
          retries: job.retry.attempts,
          asksForHistory: tried.isolate === "auto" && !isolateAll,
          decide: (situation) => decideJob(scheduled, situation, now),
          describe: (slot, run) => each.describe(run, slot, now),
        };
      }),
    });
    if (!dispatched.ok) {
      // They stay due: the next pass tries again.
      for (const name of names) due.set(name, now);
      return dispatched;
    }
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
      const cursors = readDispatchCursors(store);
      if (!cursors.ok) return cursors;
      book.setConfig(config);
      due.clear();
      for (const { monitor, cadence, slot, since } of cursors.value) {
        const listed = book.list(monitor);
        if (listed !== null)
          lookAgain(listed, cadence === listed.schedule.key ? Math.max(slot, since) : since);
      }
      waitsUntil = 0;
      return ok(undefined);
    },
    dispatch: (moment, news) => {
      book.refresh();
      const names = new Set(due.take(moment.now));
      if (news || (waitsUntil !== null && waitsUntil <= moment.now)) {
        const heard = readDispatchNews(store, moment.now, claimLasts);
        if (!heard.ok) return heard;
        for (const name of heard.value.monitors) names.add(name);
        waitsUntil = heard.value.nextAt;
      }
      const claimed = claim([...names], moment);
      if (claimed.ok && claimed.value.length > 0) waitsUntil = 0;
      return claimed;
    },
    nextAt: () => {
      const slot = due.nextAt();
      return slot === null || waitsUntil === null
        ? (slot ?? waitsUntil)
        : Math.min(slot, waitsUntil);
    },
  };
}
