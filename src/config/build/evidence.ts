import type { EvidenceStep, StepProof } from "../../domain/evidence-step.ts";
import type { Complain } from "../entry.ts";
import type { PathPart } from "../problem.ts";
import type { RawEvidence, RawStep } from "../shape/evidence.ts";
import type { RawMonitor } from "../shape/monitor.ts";
import { conflict } from "./conflict.ts";
import { buildExpect } from "./expect.ts";
import { buildProbe } from "./probe.ts";

const mostSteps = 50;

/** All that a run has to prove. */
export function buildSteps(
  raw: Pick<RawMonitor, "evidence" | "expect">,
  complain: Complain,
): readonly EvidenceStep[] {
  const steps = buildEvidence(raw.evidence, complain);
  const expected = buildExpect(raw.expect, complain);
  for (const { name } of steps)
    if (expected.some((each) => each.name === name))
      complain(["evidence"], "key", { kind: "name-of-luota", read: name });
  return [...steps, ...expected];
}

/** The steps of `evidence:`. One of which it can't be told what proves it is complained of and left out. */
function buildEvidence(raw: RawEvidence | undefined, complain: Complain): readonly EvidenceStep[] {
  const steps: EvidenceStep[] = [];
  for (const { name, path, raw: step } of writtenSteps(raw)) {
    if (steps.some((each) => each.name === name)) {
      const problem = {
        kind: "duplicate",
        noun: "evidence step",
        read: name,
        first: null,
      } as const;
      complain(path, step === null ? "value" : "key", problem);
      continue;
    }
    const inside: Complain = (inner, at, problem) => {
      complain([...path, ...inner], at, problem);
    };
    const proof = step === null ? ({ kind: "claim" } as const) : buildProof(step, inside);
    if (proof !== null) steps.push({ name, withinMs: step?.within ?? null, proof });
  }
  if (steps.length > mostSteps) {
    const read = String(steps.length);
    const problem = { kind: "out-of-range", read, least: "1", most: String(mostSteps) } as const;
    complain(["evidence"], "key", problem);
  }
  return steps;
}

interface WrittenStep {
  readonly name: string;
  readonly path: readonly PathPart[];
  /** Null: its name alone. */
  readonly raw: RawStep | null;
}

/** The steps with their places: one or a list, each a name or a mapping of names. */
export function writtenSteps(raw: RawEvidence | undefined): readonly WrittenStep[] {
  if (raw === undefined) return [];
  const isList = Array.isArray(raw);
  const items = isList ? raw : [raw];
  return items.flatMap((item, index): readonly WrittenStep[] => {
    const path = isList ? ["evidence", index] : ["evidence"];
    if (typeof item === "string") return [{ name: item, path, raw: null }];
    return Object.entries(item).map(([name, step]) => {
      return { name, path: [...path, name], raw: step };
    });
  });
}

function buildProof(raw: RawStep, complain: Complain): StepProof | null {
  const { from, verify, maxAge, same } = raw;
  if (from !== undefined && verify !== undefined)
    complain(["verify"], "key", conflict(["from", "verify"], "a step is proven in one way"));
  for (const key of ["maxAge", "same"] as const)
    if (raw[key] !== undefined && from === undefined)
      complain([key], "key", { kind: "no-effect", key, needed: "from" });
  if (from !== undefined)
    return { kind: "elsewhere", monitor: from, maxAgeMs: maxAge ?? null, same: same ?? null };
  if (verify === undefined) return { kind: "claim" };
  const inside: Complain = (inner, at, problem) => {
    complain(["verify", ...inner], at, problem);
  };
  const probe = buildProbe(verify, inside, { ofRun: true });
  return probe === null ? null : { kind: "probe", probe };
}
