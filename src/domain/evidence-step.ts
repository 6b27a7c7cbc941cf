import type { Milliseconds } from "../base/duration.ts";
import { unreachable } from "../base/unreachable.ts";
import type { EvidenceSource } from "./evidence.ts";
import type { NumberRange, Probe, TextExpectation } from "./probe.ts";

/** What proves a step. */
export type StepProof =
  /** The job says so. */
  | { readonly kind: "claim" }
  /** luota looks, once the run has ended. */
  | { readonly kind: "probe"; readonly probe: Probe }
  /** What the run wrote, as far as it is kept. */
  | { readonly kind: "output"; readonly expect: TextExpectation }
  | { readonly kind: "stdout-bytes"; readonly range: NumberRange }
  | ({ readonly kind: "elsewhere" } & BorrowedProof);

/** A healthy run of another monitor stands for the step. */
export interface BorrowedProof {
  readonly monitor: string;
  /** How old that run may be. Null: it has to be of this run itself, and so to come after its start. */
  readonly maxAgeMs: Milliseconds | null;
  /** A value that both must have recorded under this name. */
  readonly same: string | null;
}

/** One step of the promise that a run must prove. */
export interface EvidenceStep {
  readonly name: string;
  /** How long after the run's end it may take. Null: as long as `withinOf` says. */
  readonly withinMs: Milliseconds | null;
  readonly proof: StepProof;
}

/** What a run owes of one step, so briefly that it can be kept with every monitor. */
export interface ProofStep {
  readonly name: string;
  /** Null: proven by the run's end. */
  readonly withinMs: Milliseconds | null;
  /** Only what comes this way proves it. */
  readonly source: EvidenceSource;
  /** Who finds out: the job, a probe that looks, or the watcher in what was recorded. */
  readonly by: "job" | "probe" | "record";
  /** The config itself gives it time: until then a bad look is no answer yet. */
  readonly patient: boolean;
}

/** Luota itself needs a moment to look, and may be restarted in it. */
const momentToLook: Milliseconds = 5 * 60_000;

export function proofStep(step: EvidenceStep): ProofStep {
  const { name, proof } = step;
  const by = proof.kind === "claim" ? "job" : proof.kind === "probe" ? "probe" : "record";
  return {
    name,
    withinMs: withinOf(step),
    source: sourceOf(proof),
    by,
    patient: step.withinMs !== null,
  };
}

function withinOf({ withinMs, proof }: EvidenceStep): Milliseconds | null {
  if (withinMs !== null || proof.kind === "claim") return withinMs;
  const longest = proof.kind === "probe" ? proof.probe.timeoutMs * proof.probe.attempts : 0;
  return momentToLook + longest;
}

function sourceOf(proof: StepProof): EvidenceSource {
  switch (proof.kind) {
    case "claim":
      return "claimed";
    case "probe":
    case "output":
    case "stdout-bytes":
      return "verified";
    case "elsewhere":
      return "elsewhere";
    default:
      return unreachable(proof);
  }
}

/** The steps of `expect:` are named by luota. */
export const outputStep = "output";
export const bytesStep = "stdout-bytes";
const artifactPrefix = "artifact ";

export function isArtifact(name: string): boolean {
  return name.startsWith(artifactPrefix);
}

export function artifactStep(number: number): string {
  return `${artifactPrefix}${number}`;
}

/** Whether a step stands under `expect:`. */
export function isExpected({ name, proof }: EvidenceStep): boolean {
  return proof.kind === "output" || proof.kind === "stdout-bytes" || isArtifact(name);
}
