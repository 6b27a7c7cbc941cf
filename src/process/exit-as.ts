import { exitCode } from "../base/exit-code.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Ending } from "../domain/run.ts";
import type { JobEnd } from "./request.ts";
import { signalNumbers } from "./signal-numbers.ts";

/** The signals luota dies of itself when its job did: a shell's loop stops on Ctrl-C only then. */
const shared: readonly string[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGPIPE"];

export function signalToDieOf(ending: Ending): NodeJS.Signals | null {
  if (ending.kind !== "signaled" || !shared.includes(ending.signal)) return null;
  return ending.signal as NodeJS.Signals;
}

/** Ends luota the way its job ended. */
export function exitAs(end: Pick<JobEnd, "ending" | "dieOf">): never {
  if (end.dieOf !== null) dieOf(end.dieOf);
  process.exit(exitCodeOf(end.ending));
}

/** Returns only where the signal could not end the process. */
function dieOf(signal: NodeJS.Signals): void {
  // Node ignores SIGPIPE; a listener that comes and goes leaves the system's own treatment behind.
  process.on(signal, () => undefined);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

export function exitCodeOf(ending: Ending): number {
  switch (ending.kind) {
    case "exited":
    case "unstartable":
      return ending.exitCode;
    case "signaled":
      return 128 + (signalNumbers()[ending.signal] ?? 0);
    case "timed-out":
      return exitCode.timedOut;
    case "skipped":
      return exitCode.skipped;
    case "reported":
      return ending.success ? exitCode.done : 1;
    default:
      return unreachable(ending);
  }
}
