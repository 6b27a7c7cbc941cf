import { unreachable } from "../base/unreachable.ts";
import type { Ending, RunEnd, RunStart } from "../domain/run.ts";
import { createPipeSource, type PipeSource } from "../process/pipes.ts";
import type { RunningJob } from "../process/request.ts";
import { openNotebook, type Kept, type Notebook } from "../recorder/notebook.ts";
import { recordClaimed } from "../recorder/record-claimed.ts";
import type { RunPlan } from "../recorder/recorded-run.ts";
import type { Store } from "../store/store.ts";
import type { Secrets } from "../text/secrets.ts";
import { describeKept } from "./kept-words.ts";
import type { WatcherWorld } from "./world.ts";

/** One call of mkfifo serves so many pipes. */
const pipesAtOnce = 128;

/** The jobs that share the fate of this process. */
export interface JobSupervisor {
  readonly start: (plan: RunPlan, start: RunStart, secrets: Secrets) => void;
  /** Records that a job could not even be tried. */
  readonly refuse: (start: RunStart, reason: string) => void;
  /** Records that a slot was passed over, because the last run still goes. */
  readonly skip: (start: RunStart) => void;
  readonly running: () => number;
  readonly isRunning: (monitor: string) => boolean;
  /** Sends TERM to all of them, and KILL later. */
  readonly stopAll: () => void;
  readonly pipes: PipeSource;
}

export function createSupervisor(store: Store, world: WatcherWorld): JobSupervisor {
  const { storePath, uid, environment, clock } = world;
  const place = { storePath, uid, environment, now: clock.wall };
  const jobs = new Map<string, { readonly job: RunningJob; readonly monitor: string }>();
  const notebook = (): Notebook => openNotebook({ ...place, store });

  function tell(monitor: string, run: string, kept: Kept): void {
    const what = describeKept(kept, world.describeStoreFailure);
    if (what === null) return;
    const message = `${monitor}: the end of run ${run} is not in the store, but ${what}`;
    world.log("warn", "record-elsewhere", message, { monitor, run });
  }

  return {
    start: (plan, start, secrets) => {
      const { job, over } = recordClaimed(plan, start, notebook(), secrets);
      jobs.set(start.id, { job, monitor: start.monitor });
      void over
        .then(({ kept, end }) => {
          tell(start.monitor, start.id, kept);
          const fields = { monitor: start.monitor, run: start.id, ending: end.ending.kind };
          world.log(
            "info",
            "ended",
            `${start.monitor}: run ${start.id} ${wordFor(end.ending)}`,
            fields,
          );
        })
        .catch((error: unknown) => {
          const message = `the end of a run of ${start.monitor} was not recorded: ${String(error)}`;
          world.log("error", "record-failed", message, { monitor: start.monitor, run: start.id });
        })
        .finally(() => jobs.delete(start.id));
    },
    refuse: (start, reason) => {
      const ending = { kind: "unstartable", exitCode: 126, reason } as const;
      const end = endAtOnce(start, ending, reason);
      tell(start.monitor, start.id, notebook().keep({ kind: "run-ended", start, end }));
      const message = `${start.monitor}: run ${start.id} could not be started: ${reason}`;
      world.log("warn", "unstartable", message, { monitor: start.monitor, run: start.id });
    },
    skip: (start) => {
      const end = endAtOnce(start, { kind: "skipped", reason: "overlap" }, null);
      tell(start.monitor, start.id, notebook().keep({ kind: "run-ended", start, end }));
    },
    running: () => jobs.size,
    isRunning: (monitor) => [...jobs.values()].some((each) => each.monitor === monitor),
    stopAll: () => {
      for (const { job } of jobs.values()) job.stop();
    },
    pipes: createPipeSource({ pipeDescriptors: [] }, pipesAtOnce),
  };
}

function wordFor(ending: Ending): string {
  switch (ending.kind) {
    case "exited":
      return `ended with ${ending.exitCode}`;
    case "signaled":
      return `was ended by ${ending.signal}`;
    case "timed-out":
      return "took too long";
    case "unstartable":
      return `could not be started: ${ending.reason}`;
    case "skipped":
      return "was skipped";
    case "reported":
      return ending.success ? "reported success" : "reported failure";
    default:
      return unreachable(ending);
  }
}

/** The end of a run that never was. */
function endAtOnce(start: RunStart, ending: Ending, error: string | null): RunEnd {
  return {
    id: start.id,
    endedAt: start.startedAt,
    durationMs: 0,
    ending,
    ...{ cpuMs: null, peakMemory: null, summary: null, error, output: null },
  };
}
