import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { RecorderIdentity, Run, RunStart } from "./run.ts";

/** How long a recorder's word counts; it renews it well before, say each quarter of this. */
export const leaseMs: Milliseconds = 4 * 60_000;

/** Added to a lease before it counts as expired: clocks of two hosts differ, and a renewal may be late. */
export const leaseMarginMs: Milliseconds = 2 * 60_000;

/** What this process can tell of itself and of the processes it sees. */
export interface Sight {
  readonly bootId: string;
  readonly machineId: string;
  /** The number in /proc/self/ns/pid. */
  readonly pidNamespace: string;
  /** When this boot began; null where the system does not tell. */
  readonly bootedAt: EpochMilliseconds | null;
  /** When a living process started, in ticks after boot; null: no such process; hidden: it can't be told. */
  readonly startTicksOf: (pid: number) => number | null | "hidden";
}

export type Liveness = "alive" | "dead" | "unknown";

/**
 * Whether a recorder still lives. Its own process tells where it can be seen from here, an earlier
 * boot of this machine is over, and for all others (another container or machine) the lease speaks.
 */
export function liveness(
  recorder: RecorderIdentity,
  sight: Sight,
  lease: { readonly until: EpochMilliseconds; readonly now: EpochMilliseconds },
): Liveness {
  const byProcess = livenessByProcess(recorder, sight);
  if (byProcess !== "unknown") return byProcess;
  return lease.now > lease.until + leaseMarginMs ? "dead" : "unknown";
}

function livenessByProcess(recorder: RecorderIdentity, sight: Sight): Liveness {
  // A boot id is random: the same one is the same kernel, whatever a container says of its machine.
  if (isEarlierBoot(recorder, sight)) return "dead";
  if (!sharesProcesses(recorder, sight)) return "unknown";
  const ticks = sight.startTicksOf(recorder.pid);
  if (ticks === "hidden") return "unknown";
  return ticks === recorder.startTicks ? "alive" : "dead";
}

/** Whether a pid means the same process to both. */
function sharesProcesses(recorder: RecorderIdentity, sight: Sight): boolean {
  const { bootId, pidNamespace } = recorder;
  if (bootId === "" || pidNamespace === "") return false;
  return bootId === sight.bootId && pidNamespace === sight.pidNamespace;
}

function isEarlierBoot(recorder: RecorderIdentity, sight: Sight): boolean {
  const { machineId, bootId } = recorder;
  if (machineId === "" || bootId === "" || sight.bootId === "") return false;
  return machineId === sight.machineId && bootId !== sight.bootId;
}

/** The kernel counts the start of processes in these. */
const ticksPerSecond = 100;
/** A job's process starts within this of its run; a later process of the same pid is another one. */
const startsWithinMs = 10_000;

/** Whether the job's own process is still there; null where that can't be told from here. */
export function jobAlive(
  start: Pick<RunStart, "pid" | "startedAt" | "recorder">,
  sight: Sight,
): boolean | null {
  const { pid, recorder, startedAt } = start;
  if (recorder === null || pid === null) return null;
  if (isEarlierBoot(recorder, sight)) return false;
  if (!sharesProcesses(recorder, sight)) return null;
  const ticks = sight.startTicksOf(pid);
  if (ticks === "hidden") return null;
  if (ticks === null) return false;
  if (sight.bootedAt === null) return null;
  const bornAt = sight.bootedAt + (ticks / ticksPerSecond) * 1_000;
  return Math.abs(bornAt - startedAt) <= startsWithinMs;
}

/** A run that has not ended, with all that tells whether it still goes on. */
export interface OpenRun {
  readonly run: Run;
  /** Until when its recorder said that it lives. */
  readonly leaseUntil: EpochMilliseconds;
}

/**
 * How long a run that somebody reported stands in the way: nobody's death can end it, and who forgot to
 * tell its end, or made it up, must not stop a job for good.
 */
export const reportedHindersMs: Milliseconds = 24 * 3_600_000;

/** Whose runs may stand in the way: one's own and root's, since anybody can report a start. */
export function isHeeded({ reporterUid }: Run, claimantUids: readonly number[]): boolean {
  return reporterUid === 0 || (reporterUid !== null && claimantUids.includes(reporterUid));
}

/**
 * Whether an open run stands in the way of another one of its monitor. Doubt counts as yes, and so
 * does a job that outlived its recorder.
 */
export function isInTheWay(open: OpenRun, sight: Sight, now: EpochMilliseconds): boolean {
  const { start } = open.run;
  if (start.recorder === null) return now - start.startedAt < reportedHindersMs;
  const state = liveness(start.recorder, sight, { until: open.leaseUntil, now });
  return state !== "dead" || jobAlive(start, sight) === true;
}
