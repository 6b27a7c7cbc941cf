import type { Ending } from "../domain/run.ts";
import { setAlarm, type Alarm } from "./alarm.ts";
import { signalToDieOf } from "./exit-as.ts";
import type { SignalEar } from "./forward.ts";
import type { Output } from "./output.ts";
import type { JobEnd, JobRequest, RunningJob } from "./request.ts";
import type { Child } from "./start-child.ts";
import { signalJob } from "./stop.ts";
import { readChildCpu, watchPeakMemory, type CpuTime } from "./usage.ts";

interface Started {
  readonly child: Child;
  /** The job leads a session and group of its own. */
  readonly ownGroup: boolean;
  readonly output: Output;
  readonly signals: SignalEar;
  readonly startedAt: bigint;
  readonly cpuBefore: CpuTime | null;
}

/** Watches over a started job: its signals, its time, its end, and the output that comes after it. */
export function supervise(request: JobRequest, started: Started): RunningJob {
  const { child, output, signals } = started;
  const memory = watchPeakMemory(child.pid);
  const stopping = prepareStop(request, started);
  let hurry: (() => void) | null = null;

  signals.tell((signal) => {
    if (hurry === null) stopping.forward(signal);
    else if (!signal.startsWith("SIGUSR")) hurry();
  });

  const ended = new Promise<JobEnd>((resolve) => {
    child.on("exit", (exitCode, signal) => {
      const durationMs = Number(process.hrtime.bigint() - started.startedAt) / 1e6;
      const peakMemory = memory.stop();
      const cpuMs = started.cpuBefore === null ? null : cpuSince(started.cpuBefore);
      const ending = endingOf(stopping.finish(), exitCode, signal);
      const isBad = ending.kind !== "exited" || ending.exitCode !== 0;
      const drain = setAlarm(request.drainMs, output.leave);

      const conclude = (): void => {
        signals.close();
        const dieOf = signalToDieOf(ending);
        resolve({ ending, durationMs, cpuMs, peakMemory, output: output.take(), dieOf });
      };
      // The job is over: who asks luota to end now need not wait for slow readers.
      hurry = () => {
        output.leave();
        conclude();
      };
      output.onEnd(() => {
        drain.cancel();
        output.conclude(isBad, conclude);
      });
    });
  });
  return { pid: child.pid, ended, stop: stopping.stop };
}

/** Ends a job in time: TERM, a grace period, KILL. */
function prepareStop(request: JobRequest, { child, ownGroup }: Started) {
  const job = { pid: child.pid, ownGroup };
  let timedOut = false;
  let killer: Alarm | null = null;

  function killLater(): void {
    killer ??= setAlarm(request.killAfterMs, () => {
      signalJob(job, "SIGKILL", "all");
    });
  }

  function stop(): void {
    signalJob(job, "SIGTERM", "all");
    // A stopped job would not hear it.
    signalJob(job, "SIGCONT", "all");
    killLater();
  }

  function expire(): void {
    timedOut = true;
    stop();
  }

  const timeout = request.timeoutMs === null ? null : setAlarm(request.timeoutMs, expire);
  return {
    stop,
    forward: (signal: NodeJS.Signals) => {
      // From a terminal these two reach the job by themselves.
      if (!ownGroup && (signal === "SIGINT" || signal === "SIGQUIT")) return;
      signalJob(job, signal, "job");
      if (signal === "SIGTERM") killLater();
    },
    /** Says whether the job was stopped for its time. */
    finish: () => {
      timeout?.cancel();
      killer?.cancel();
      return timedOut;
    },
  };
}

function endingOf(timedOut: boolean, exitCode: number | null, signal: string | null): Ending {
  if (timedOut) return { kind: "timed-out", signal, exitCode };
  if (signal !== null) return { kind: "signaled", signal };
  return { kind: "exited", exitCode: exitCode ?? 0 };
}

function cpuSince(before: CpuTime): CpuTime | null {
  const after = readChildCpu();
  if (after === null) return null;
  return { user: after.user - before.user, system: after.system - before.system };
}
