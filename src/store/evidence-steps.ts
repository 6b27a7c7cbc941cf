import { isObject } from "../domain/decode.ts";
import type { EvidenceSource } from "../domain/evidence.ts";
import type { ProofStep } from "../domain/evidence-step.ts";

/** What the runs of a monitor owe, as it is kept with the monitor and with each run; null for nothing. */
export function stepsText(steps: readonly ProofStep[]): string | null {
  const plain = steps.map(({ name, withinMs, source, by, patient }) => {
    return { name, withinMs, source, by, patient };
  });
  return plain.length === 0 ? null : JSON.stringify(plain);
}

/** Reads it back; what somebody damaged owes nothing. */
export function parseSteps(text: string | null): readonly ProofStep[] {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.flatMap(toStep) : [];
  } catch {
    return [];
  }
}

function toStep(value: unknown): readonly ProofStep[] {
  if (!isObject(value) || typeof value["name"] !== "string") return [];
  const source = sources.find((each) => each === value["source"]);
  const within = value["withinMs"];
  const withinMs = typeof within === "number" ? within : null;
  const patient = value["patient"] === true;
  const by = finders.find((each) => each === value["by"]) ?? "job";
  return source === undefined ? [] : [{ name: value["name"], withinMs, source, by, patient }];
}

const finders: readonly ProofStep["by"][] = ["job", "probe", "record"];
const sources: readonly EvidenceSource[] = ["claimed", "verified", "elsewhere"];
