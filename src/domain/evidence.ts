import type { JsonObject } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/**
 * How a step came to be proven: `claimed`: the job said so; `verified`: luota looked itself;
 * `elsewhere`: the proof of another monitor stands for it.
 */
export type EvidenceSource = "claimed" | "verified" | "elsewhere";

/** `unknown`: it was tried and says nothing of the step either way. */
export type EvidenceState = "good" | "bad" | "unknown";

/** A file as it was when the step was claimed; never its content. */
export interface EvidenceFile {
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: EpochMilliseconds | null;
  /** In hex; null where nobody asked for it. */
  readonly sha256: string | null;
}

/** One piece of evidence for a step of a run, redacted and cut to `evidenceLimits`. */
export interface EvidenceBody {
  readonly kind: "evidence";
  readonly step: string;
  readonly source: EvidenceSource;
  readonly state: EvidenceState;
  /** What was measured: `{ "bytes": 123, "snapshot": "4f3a" }`. */
  readonly values: JsonObject;
  readonly files: readonly EvidenceFile[];
  /** What a provider answered, word for word. */
  readonly receipt: string | null;
  /** Why it is bad or unknown, or what else there is to say; one line. */
  readonly note: string | null;
}

/** A piece of evidence as it was heard. */
export interface Evidence extends Omit<EvidenceBody, "kind"> {
  readonly at: EpochMilliseconds;
}

/** How much one piece of evidence may hold. Who makes one cuts to these, who reads one refuses more. */
export const evidenceLimits = {
  /** How many values, and UTF-16 units of all of them as JSON. */
  values: 64,
  valuesText: 65_536,
  files: 64,
  /** UTF-16 units of a receipt. */
  receipt: 65_536,
  /** UTF-16 units of a note. */
  note: 8_192,
} as const;

/** Whether a step of a config may be called so; those of `expect:` are named by luota itself. */
export function isStepName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9._-]{0,63}$/u.test(name);
}
