import type { Heard } from "./heard.ts";
import type { Signal } from "./report.ts";
import type { RunEnd, RunStart } from "./run.ts";

/**
 * What the judge hears of a run's start: to be kept once, when its row is first written. `ears`: it
 * came over the network. Null for a run that never began; `heardOfEnd` tells of it.
 */
export function heardOfStart(start: RunStart, end: RunEnd | null, ears: boolean): Heard | null {
  if (end?.ending.kind === "skipped") return null;
  const { id: run, startedAt: at, slot } = start;
  return { kind: "started", run, at, slot, ears };
}

/** What the judge hears of a run's end: to be kept once, after its start. */
export function heardOfEnd(start: RunStart, end: RunEnd): Heard {
  const { id: run, startedAt, slot } = start;
  const { endedAt: at, durationMs, ending } = end;
  if (ending.kind === "skipped") return { kind: "skipped", run, at: startedAt, slot };
  return { kind: "ended", run, startedAt, at, durationMs, ending };
}

/** What the judge hears of a signal; null where it tells the judge nothing. */
export function heardOfSignal(signal: Signal, ears: boolean): Heard | null {
  return signal.body.kind === "beat" ? { kind: "beat", at: signal.at, ears } : null;
}
