import { unreachable } from "../base/unreachable.ts";
import type { ExitCodes } from "./monitor.ts";
import type { Ending, EndOutcome, Outcome, Run } from "./run.ts";

/** Exit codes as most tools have them. */
export const plainExitCodes: ExitCodes = { ok: [0], warn: [], skip: [] };

/**
 * The outcome of a run: from what it has proven where it ended well, from its ending as its monitor
 * read exit codes then, else from what is known of its recorder.
 */
export function outcomeOf(
  run: Pick<Run, "end" | "lost" | "endOutcome" | "proof">,
  exitCodes: ExitCodes = plainExitCodes,
): Outcome {
  const { proof } = run;
  if (proof !== undefined && proof.state !== "proven") return proof.state;
  if (run.end !== null) return run.endOutcome ?? outcomeOfEnding(run.end.ending, exitCodes);
  return run.lost === null ? "running" : "lost";
}

const bad: readonly Outcome[] = [
  "failed",
  "killed",
  "timed_out",
  "unproven",
  "lost",
  "unstartable",
  "warned",
];

/** Whether a run came to less than it should. */
export function isBadOutcome(outcome: Outcome): boolean {
  return bad.includes(outcome);
}

/** How a run ended by its own account; `exitCodes` maps the codes of tools that use them. */
export function outcomeOfEnding(ending: Ending, exitCodes: ExitCodes = plainExitCodes): EndOutcome {
  switch (ending.kind) {
    case "exited":
      return outcomeOfExit(ending.exitCode, exitCodes);
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

function outcomeOfExit(exitCode: number, { ok, warn, skip }: ExitCodes): EndOutcome {
  if (ok.includes(exitCode)) return "succeeded";
  if (warn.includes(exitCode)) return "warned";
  return skip.includes(exitCode) ? "skipped" : "failed";
}
