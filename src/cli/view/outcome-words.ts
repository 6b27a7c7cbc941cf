import { unreachable } from "../../base/unreachable.ts";
import type { Ending, Outcome } from "../../domain/run.ts";
import type { Look, Symbols } from "./look.ts";
import type { Palette } from "./palette.ts";

/** An outcome as people read it: `timed out`, not `timed_out`. */
export function outcomeWord(outcome: Outcome): string {
  return outcome.replace("_", " ");
}

/** The outcome's colour and glyph. */
export function outcomeSign(outcome: Outcome): readonly [keyof Palette, keyof Symbols] {
  switch (outcome) {
    case "succeeded":
      return ["good", "good"];
    case "failed":
    case "killed":
    case "timed_out":
    case "unstartable":
      return ["bad", "bad"];
    case "unproven":
      return ["bad", "unproven"];
    case "lost":
      return ["bad", "lost"];
    case "warned":
      return ["warn", "warned"];
    case "running":
      return ["busy", "running"];
    case "proving":
      return ["busy", "proving"];
    case "skipped":
      return ["quiet", "skipped"];
    default:
      return unreachable(outcome);
  }
}

export function paintOutcome(outcome: Outcome, text: string, look: Look): string {
  return look.colour[outcomeSign(outcome)[0]](text);
}

/** A glyph for each run, the oldest at the left, each in its colour. */
export function historyStrip(newestFirst: readonly Outcome[], look: Look): string {
  return newestFirst
    .toReversed()
    .map((outcome) => paintOutcome(outcome, look.symbols[outcomeSign(outcome)[1]], look))
    .join("");
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

/** The same for a narrow column: `0`, `KILL`, `timeout`. */
export function endingShort(ending: Ending): string {
  switch (ending.kind) {
    case "exited":
    case "unstartable":
      return String(ending.exitCode);
    case "signaled":
      return ending.signal.replace(/^SIG/u, "");
    case "timed-out":
      return ending.signal?.replace(/^SIG/u, "") ?? String(ending.exitCode ?? "");
    case "skipped":
    case "reported":
      return "";
    default:
      return unreachable(ending);
  }
}
