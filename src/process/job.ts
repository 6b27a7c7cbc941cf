import { writeSync } from "node:fs";
import { deafEar, listenForSignals } from "./forward.ts";
import { prepareOutput } from "./output.ts";
import type { JobEnd, JobRequest, RunningJob } from "./request.ts";
import { startChild, type Unstartable } from "./start-child.ts";
import { canOpenTerminal } from "./stop.ts";
import { supervise } from "./supervise.ts";
import { readChildCpu } from "./usage.ts";

/** Starts one job and watches over it to its end; the start itself waits for nothing. */
export function startJob(request: JobRequest): RunningJob {
  const discards = request.sink === "discard";
  const complain = discards ? silent : complainOnStderr;
  const ownGroup = discards || !(request.launch.hasTerminal ?? canOpenTerminal());
  const output = prepareOutput(request, complain);
  // With other jobs in the same process there is no telling whose CPU it was.
  const cpuBefore = discards ? null : (request.launch.cpuBefore ?? readChildCpu());
  const signals = discards ? deafEar : listenForSignals(request.launch);
  const startedAt = process.hrtime.bigint();
  const started = startChild(request, output.descriptors, ownGroup);
  output.started();
  if (started.ok) {
    return supervise(request, {
      child: started.value,
      ownGroup,
      output,
      signals,
      startedAt,
      cpuBefore,
    });
  }
  signals.close();
  complain(`${nameOf(request)}: ${started.failure.reason}`);
  const ended = new Promise<JobEnd>((resolve) => {
    output.onEnd(() => {
      resolve({ ...endOfUnstartable(started.failure), output: output.take() });
    });
  });
  return { pid: null, ended, stop: () => undefined };
}

function endOfUnstartable({ exitCode, reason }: Unstartable): Omit<JobEnd, "output"> {
  return {
    ending: { kind: "unstartable", exitCode, reason },
    durationMs: 0,
    cpuMs: null,
    peakMemory: null,
    dieOf: null,
  };
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
