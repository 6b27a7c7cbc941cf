import type { EvidenceStep } from "../../src/domain/evidence-step.ts";

/** A step that the job itself claims. */
export function claimed(name: string, withinMs: number | null = null): EvidenceStep {
  return { name, withinMs, proof: { kind: "claim" } };
}
