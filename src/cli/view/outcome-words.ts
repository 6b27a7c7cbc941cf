import { unreachable } from "../../base/unreachable.ts";
import type { Ending, Outcome } from "../../domain/run.ts";
import type { Look, Symbols } from "./look.ts";
import type { Palette } from "./palette.ts";

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

/** How a run ended, for a narrow column: `0`, `KILL`, `timeout`. */
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
