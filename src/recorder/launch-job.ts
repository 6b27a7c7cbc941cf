import { findProgram } from "../process/find-program.ts";
import { startJob } from "../process/job.ts";
import type { RunningJob } from "../process/request.ts";
import { captureLimits } from "./capture-limits.ts";
import { jobEnvironment } from "./job-environment.ts";
import type { RunPlan } from "./recorded-run.ts";

/**
 * Background processes of the job may keep its output open: this long luota relays it itself, then
 * a `cat` takes over.
 */
const drainMs = 500;

/** Starts the job of a plan; nothing of its record is touched. Without an id it runs unrecorded. */
export function launchJob(plan: RunPlan, id: string | null): RunningJob {
  return startJob({
    command: commandOf(plan),
    // Where luota stands itself, the job stands too, also in a directory that was deleted.
    cwd: plan.sink === "discard" ? plan.cwd : null,
    env: id === null ? plan.environment : jobEnvironment(plan, id),
    timeoutMs: plan.timeoutMs,
    killAfterMs: plan.killAfterMs,
    drainMs,
    capture: plan.capture,
    sink: plan.sink,
    keep: {
      headBytes: captureLimits.head,
      tailBytes: captureLimits.tail,
      marginBytes: captureLimits.margin,
    },
    launch: plan.launch,
    ...(plan.pipes === undefined ? {} : { pipes: plan.pipes }),
  });
}

/** What is really started. Where the program is not there, it is started plainly, so that this is told. */
function commandOf({ command, dispatch, environment, cwd }: RunPlan): RunPlan["command"] {
  const through = dispatch?.through ?? [];
  if (through.length === 0) return command;
  const words = command.kind === "argv" ? command.words : ["/bin/sh", "-c", command.line];
  const isThere = findProgram(words[0] ?? "", environment, cwd).ok;
  return isThere ? { kind: "argv", words: [...through, ...words] } : command;
}
