import { unreachable } from "../base/unreachable.ts";
import type { Ending, Outcome, Run } from "./run.ts";

/** The outcome of a run: from its ending where it has one, else from what is known of its recorder. */
export function outcomeOf(run: Pick<Run, "end" | "lost">): Outcome {
  if (run.end !== null) return outcomeOfEnding(run.end.ending);
  return run.lost === null ? "running" : "lost";
}

export function outcomeOfEnding(ending: Ending): Outcome {
  switch (ending.kind) {
    case "exited":
      return ending.exitCode === 0 ? "succeeded" : "failed";
    case "signaled":
      return "killed";
    case "timed-out":
      return "timed_out";
    case "unstartable":
      return "unstartable";
    case "skipped":
      return "skipped";
    case "reported":
      return ending.success ? "succeeded" : "failed";
    default:
      return unreachable(ending);
  }
}
