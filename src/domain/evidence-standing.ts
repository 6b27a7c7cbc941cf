import type { EpochMilliseconds } from "../base/time.ts";
import type { Evidence } from "./evidence.ts";
import type { ProofStep } from "./evidence-step.ts";

/** How a run that ended well stands with what it has to prove. */
export interface ProofStanding {
  readonly state: "proving" | "proven" | "unproven";
  /** All that it has to prove, in the order of the config. */
  readonly owed: readonly ProofStep[];
  /** Steps not proven, in the order of the config. */
  readonly missing: readonly string[];
  /** Those of them of which the latest evidence says that they failed. */
  readonly refuted: readonly string[];
  /** When the first of the missing is overdue. */
  readonly dueAt: EpochMilliseconds;
}

type Heard = Pick<Evidence, "step" | "source" | "state" | "at">;

/**
 * Where a run stands at an instant; the order in which evidence arrived makes no difference. Of one
 * step the latest evidence counts that says anything and came the way that proves the step.
 */
export function standingOf(
  owed: readonly ProofStep[],
  evidence: readonly Heard[],
  endedAt: EpochMilliseconds,
  now: EpochMilliseconds,
): ProofStanding {
  const open = owed.filter((step) => latestOf(step, evidence)?.state !== "good");
  const refuted = open.filter((step) => latestOf(step, evidence)?.state === "bad");
  const dueAt = Math.min(...open.map((step) => endedAt + (step.withinMs ?? 0)));
  const names = (steps: readonly ProofStep[]) => steps.map((step) => step.name);
  const known = { owed, missing: names(open), refuted: names(refuted) };
  if (open.length === 0) return { state: "proven", ...known, dueAt: endedAt };
  const isOver = refuted.length > 0 || dueAt <= now;
  return { state: isOver ? "unproven" : "proving", ...known, dueAt };
}

/** The evidence that counts for a step; null where there is none. */
export function latestOf<Each extends Heard>(
  step: ProofStep,
  evidence: readonly Each[],
): Each | null {
  let latest: Each | null = null;
  for (const each of evidence) {
    if (each.step !== step.name || each.source !== step.source) continue;
    if (each.state !== "unknown" && (latest === null || each.at >= latest.at)) latest = each;
  }
  return latest;
}
