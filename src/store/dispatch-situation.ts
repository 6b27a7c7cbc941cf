import type { EpochMilliseconds } from "../base/time.ts";
import type { JobSituation } from "../domain/job-situation.ts";
import { runsToKnow } from "../domain/isolation.ts";
import { isHeeded } from "../domain/lost.ts";
import type { DispatchQuestion, JobToDispatch } from "./dispatch-question.ts";
import { slotsSince } from "./dispatch-read.ts";
import { readDispatches } from "./dispatch-row.ts";
import { readOpenRuns } from "./open-runs.ts";
import { prepare, type Store } from "./store.ts";

export interface Known {
  readonly number: number;
  readonly storedCursor: EpochMilliseconds | null;
  readonly situation: JobSituation;
}

/** All that deciding on a job depends on; null: the config in force has no such job. */
export function readSituation(
  store: Store,
  job: Pick<JobToDispatch, "monitor" | "cadence" | "heeds" | "asksForHistory">,
  { now, isInTheWay }: Pick<DispatchQuestion, "now" | "isInTheWay">,
  isolatedNew: number,
): Known | null {
  const row = prepare(store, selectJob).get(job.monitor, job.cadence) as
    [number, number, string | null, number | null] | undefined;
  if (row === undefined) return null;
  const [number, since, cadence, slot] = row;
  const storedCursor = cadence === job.cadence && slot !== null ? Math.max(slot, since) : null;
  const dispatches = readDispatches(store, number);
  const isOpen = prepare(store, selectOpen).get(number) !== undefined;
  const open = isOpen
    ? [false, true].flatMap((lost) => readOpenRuns(store, { lost, monitor: job.monitor }))
    : [];
  const situation: JobSituation = {
    cursor: storedCursor ?? since,
    dispatches,
    occupied: open.some(
      (each) =>
        isHeeded(each.run, job.heeds) && each.run.lost?.jobAlive !== false && isInTheWay(each),
    ),
    paused: prepare(store, selectPause).get(number, now, now) !== undefined,
    durations: job.asksForHistory ? readDurations(store, number) : [],
    isolatedNew,
  };
  return { number, storedCursor, situation };
}

const selectJob = `SELECT monitors.number, ${slotsSince}, cursors.cadence, cursors.slot
  FROM monitors LEFT JOIN dispatch_cursors AS cursors ON cursors.monitor = monitors.number
  WHERE monitors.name = ? AND monitors.cadence = ? AND monitors.configured = 1`;

const selectPause = "SELECT 1 FROM pauses WHERE monitor = ? AND since <= ? AND until > ? LIMIT 1";

const selectOpen = "SELECT 1 FROM runs WHERE monitor = ? AND ended_at IS NULL LIMIT 1";

function readDurations(store: Store, monitor: number): number[] {
  return (prepare(store, selectDurations).all(monitor) as [number][]).map(([ms]) => ms);
}

const selectDurations = `SELECT duration_ms FROM runs WHERE monitor = ? AND outcome NOT NULL
  AND outcome <> 'skipped' ORDER BY started_at DESC, number DESC LIMIT 5`;

/** Going on, of jobs with too few ended runs to know them. */
export function countIsolatedNew(store: Store): number {
  const [count] = prepare(store, selectIsolated).get() as [number];
  return count;
}

const selectIsolated = `SELECT count(*) FROM dispatches
  WHERE isolated = 1 AND state <> 'waiting' AND (SELECT count(*) FROM (SELECT 1 FROM runs
    WHERE runs.monitor = dispatches.monitor AND ended_at NOT NULL LIMIT ${runsToKnow}))
    < ${runsToKnow}`;
