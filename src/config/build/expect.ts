import {
  artifactStep,
  bytesStep,
  outputStep,
  type EvidenceStep,
} from "../../domain/evidence-step.ts";
import type { Complain } from "../entry.ts";
import { listOf } from "../shape/section.ts";
import type { RawExpect } from "../shape/evidence.ts";
import { conflict } from "./conflict.ts";
import { buildProbe } from "./probe.ts";

/** What is expected of a run's output and of what it leaves behind, as steps that luota looks at. */
export function buildExpect(raw: RawExpect | undefined, complain: Complain): EvidenceStep[] {
  if (raw === undefined) return [];
  const steps: EvidenceStep[] = [];
  const { output, stdoutBytes, artifacts } = raw;
  if (output !== undefined) {
    const { matches = null, not = null } = output;
    if (matches === null && not === null) need(["output"], ["matches", "not"], complain);
    const proof = { kind: "output", expect: { matches, not } } as const;
    steps.push({ name: outputStep, withinMs: null, proof });
  }
  if (stdoutBytes !== undefined) {
    const { min = null, max = null } = stdoutBytes;
    if (min === null && max === null) need(["stdoutBytes"], ["min", "max"], complain);
    if (min !== null && max !== null && min > max) {
      const why = "no run could write so much and so little";
      complain(["expect", "stdoutBytes", "max"], "value", conflict(["min", "max"], why));
    }
    const proof = { kind: "stdout-bytes", range: { min, max } } as const;
    steps.push({ name: bytesStep, withinMs: null, proof });
  }
  if (output === undefined && stdoutBytes === undefined && artifacts === undefined)
    need([], ["output", "stdoutBytes", "artifacts"], complain);
  const many = Array.isArray(artifacts);
  for (const [index, artifact] of listOf(artifacts).entries()) {
    const inside: Complain = (inner, at, problem) => {
      complain(["expect", "artifacts", ...(many ? [index] : []), ...inner], at, problem);
    };
    const probe = buildProbe(artifact, inside, { ofRun: true });
    if (probe === null) continue;
    steps.push({ name: artifactStep(index + 1), withinMs: null, proof: { kind: "probe", probe } });
  }
  return steps;
}

function need(path: readonly string[], keys: readonly string[], complain: Complain): void {
  complain(["expect", ...path], "key", { kind: "needs-one-of", keys });
}
