import { writeSync } from "node:fs";
import type { Ending } from "../domain/run.ts";
import { signalToDieOf } from "./exit-as.ts";
import { listenForSignals } from "./forward.ts";
import { prepareOutput } from "./output.ts";
import type { JobEnd, JobRequest, RunningJob } from "./request.ts";
import { startChild, type Child } from "./start-child.ts";
import { hasTerminal, signalJob } from "./stop.ts";
import { readChildCpu, watchPeakMemory, type CpuTime } from "./usage.ts";

/** Starts one job and watches over it to its end; the start itself waits for nothing. */
export function startJob(request: JobRequest): RunningJob {
  const discards = request.sink === "discard";
  const complain = discards ? silent : complainOnStderr;
  const ownGroup = discards || !hasTerminal();
  const output = prepareOutput(request, complain);
  const cpuBefore = discards ? null : readChildCpu();
  const startedAt = process.hrtime.bigint();
  const started = startChild(request, output.descriptors, ownGroup);
  output.started();
  if (started.ok)
    return superviseChild(request, started.value, ownGroup, output, startedAt, cpuBefore);

  const { exitCode, reason } = started.failure;
  complain(`${nameOf(request)}: ${reason}`);
  const ended = new Promise<JobEnd>((resolve) => {
    output.onEnd(() => {
      const ending: Ending = { kind: "unstartable", exitCode, reason };
      resolve({
        ending,
        durationMs: 0,
        cpuMs: null,
        peakMemory: null,
        output: output.take(),
        dieOf: null,
      });
    });
  });
  return { pid: null, ended, stop: () => undefined };
}

function superviseChild(
  request: JobRequest,
  child: Child,
  ownGroup: boolean,
  output: ReturnType<typeof prepareOutput>,
  startedAt: bigint,
  cpuBefore: CpuTime | null,
): RunningJob {
  const job = { pid: child.pid, ownGroup };
  const memory = watchPeakMemory(child.pid);
  let timedOut = false;
  let exited = false;
  let killer: NodeJS.Timeout | undefined;
  let drain: NodeJS.Timeout | undefined;

  function killLater(): void {
    killer ??= setTimeout(() => {
      signalJob(job, "SIGKILL", "all");
    }, request.killAfterMs);
  }

  function stop(): void {
    signalJob(job, "SIGTERM", "all");
    killLater();
  }

  const timeout =
    request.timeoutMs === null
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          stop();
        }, request.timeoutMs);

  const signals =
    request.sink === "discard"
      ? null
      : listenForSignals(request.launch, (signal) => {
          if (exited) {
            if (!signal.startsWith("SIGUSR")) output.leave();
            return;
          }
          // From a terminal these reach the job by themselves.
          if (!ownGroup && (signal === "SIGINT" || signal === "SIGQUIT")) return;
          signalJob(job, signal, "job");
          if (signal === "SIGTERM") killLater();
        });

  const ended = new Promise<JobEnd>((resolve) => {
    child.on("exit", (exitCode, signal) => {
      exited = true;
      const durationMs = Number(process.hrtime.bigint() - startedAt) / 1e6;
      clearTimeout(timeout);
      clearTimeout(killer);
      const peakMemory = memory.stop();
      const ending = endingOf(timedOut, exitCode, signal);
      const cpuMs = cpuBefore === null ? null : cpuSince(cpuBefore);
      drain = setTimeout(output.leave, request.drainMs);
      output.onEnd(() => {
        clearTimeout(drain);
        signals?.stop();
        const dieOf = signalToDieOf(ending);
        resolve({ ending, durationMs, cpuMs, peakMemory, output: output.take(), dieOf });
      });
    });
  });
  return { pid: child.pid, ended, stop };
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

function nameOf({ command }: JobRequest): string {
  return command.kind === "shell" ? "/bin/sh" : (command.words[0] ?? "");
}

function complainOnStderr(text: string): void {
  try {
    writeSync(2, `luota: ${text}\n`);
  } catch {
    // Nobody listens on stderr: there is no other place to say it.
  }
}

function silent(): void {
  // A daemon tells of its jobs through their records.
}
