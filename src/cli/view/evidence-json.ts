import type { JsonObject } from "../../base/json.ts";
import { toIso } from "../../base/time.ts";
import type { ProofStanding } from "../../domain/evidence-standing.ts";
import type { Evidence, EvidenceFile } from "../../domain/evidence.ts";

/** One piece of evidence for programs. */
export function evidenceToJson(evidence: Evidence): JsonObject {
  return { ...evidenceParts(evidence), at: toIso(evidence.at) };
}

/** `kind` says how it came to be proven; `value` holds what was measured. */
export function evidenceParts(evidence: Omit<Evidence, "at">): JsonObject {
  const { step, source, state, values, files, receipt, note } = evidence;
  return {
    ...{ step, kind: source, state, value: values },
    ...{ files: files.map(fileToJson), receipt, note },
  };
}

/** What a run that ended well has to prove, and what of it is missing until when. */
export function proofToJson({ state, owed, missing, refuted, dueAt }: ProofStanding): JsonObject {
  const steps = owed.map((step) => step.name);
  return { state, steps, missing, refuted, dueAt: toIso(dueAt) };
}

function fileToJson({ path, size, modifiedAt, sha256 }: EvidenceFile): JsonObject {
  return { path, size, modifiedAt: modifiedAt === null ? null : toIso(modifiedAt), sha256 };
}
