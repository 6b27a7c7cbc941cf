import { unreachable } from "../base/unreachable.ts";
import type { Heard } from "./heard.ts";
import type { Signal } from "./report.ts";
import type { RunEnd, RunStart } from "./run.ts";

type StartHeard = Pick<RunStart, "id" | "startedAt" | "slot">;
type EndHeard = Pick<RunEnd, "endedAt" | "durationMs" | "ending">;

/**
 * What the judge hears of a run's start: once, when its row is first written. `ears`: it came over
 * the network. Null for a run that never began; `heardOfEnd` tells of it.
 */
export function heardOfStart(start: StartHeard, end: EndHeard | null, ears: boolean): Heard | null {
  if (end?.ending.kind === "skipped") return null;
  const { id: run, startedAt: at, slot } = start;
  return { kind: "started", run, at, slot, ears };
}

/** What the judge hears of a run's end: once, after its start. */
export function heardOfEnd(start: StartHeard, end: EndHeard): Heard {
  const { id: run, startedAt, slot } = start;
  const { endedAt: at, durationMs, ending } = end;
  if (ending.kind === "skipped") return { kind: "skipped", run, at: startedAt, slot };
  return { kind: "ended", run, startedAt, at, durationMs, ending };
}

/** What the judge hears of a signal; null where it tells the judge nothing. */
export function heardOfSignal(
  { at, run, body }: Pick<Signal, "at" | "run" | "body">,
  ears: boolean,
): Heard | null {
  switch (body.kind) {
    case "beat":
      return { kind: "beat", at, ears };
    case "evidence": {
      const { step, source, state } = body;
      if (run === null || state === "unknown") return null;
      return { kind: "proof", run, step, source, at, good: state === "good" };
    }
    case "log":
      return null;
    default:
      return unreachable(body);
  }
}
