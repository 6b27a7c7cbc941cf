import { unreachable } from "../../base/unreachable.ts";
import type { Ending, Outcome } from "../run.ts";

/** An outcome as people read it: `timed out`, not `timed_out`. */
export function outcomeWord(outcome: Outcome): string {
  return outcome.replace("_", " ");
}

/** How a run ended, as the system said it. */
export function endingWords(ending: Ending): string {
  switch (ending.kind) {
    case "exited":
      return `exit ${ending.exitCode}`;
    case "signaled":
      return `killed by ${ending.signal}`;
    case "timed-out":
      return `ran into its timeout${timeoutEnd(ending.signal, ending.exitCode)}`;
    case "unstartable":
      return `could not start: ${ending.reason} (exit ${ending.exitCode})`;
    case "skipped":
      return "skipped: the run before it was still going";
    case "reported":
      return ending.success ? "reported as success" : "reported as failure";
    default:
      return unreachable(ending);
  }
}

function timeoutEnd(signal: string | null, exitCode: number | null): string {
  if (signal !== null) return `, ended by ${signal}`;
  return exitCode === null ? "" : `, then exit ${exitCode}`;
}
