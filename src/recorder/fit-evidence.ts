import type { Json, JsonObject } from "../base/json.ts";
import { evidenceLimits, type EvidenceBody } from "../domain/evidence.ts";
import { runLimits } from "../domain/run-limits.ts";
import { cutText } from "../text/cut-text.ts";
import { redact } from "../text/redact.ts";
import { redactJson } from "../text/redact-values.ts";
import type { Secrets } from "../text/secrets.ts";

/** A piece of evidence without secrets, cut to what a report may hold, so that whoever takes it in takes all of it. */
export function fitEvidence(body: EvidenceBody, secrets: Secrets): EvidenceBody {
  const { values, files, receipt, note } = body;
  return {
    ...body,
    values: fitValues(redactJson(values, secrets) as JsonObject),
    files: files.slice(0, evidenceLimits.files).map((file) => {
      return { ...file, path: cutText(redact(file.path, secrets), runLimits.line) };
    }),
    receipt: receipt === null ? null : cutText(redact(receipt, secrets), evidenceLimits.receipt),
    note: note === null ? null : cutText(redact(note, secrets), evidenceLimits.note),
  };
}

/** The first values, and of long texts the beginning. */
function fitValues(values: JsonObject): JsonObject {
  const few = Object.entries(values).slice(0, evidenceLimits.values);
  const kept: Record<string, Json> = {};
  let room = evidenceLimits.valuesText - 2;
  for (const [key, value] of few) {
    const fitting = typeof value === "string" ? cutText(value, longestText) : value;
    room -= JSON.stringify({ [key]: fitting }).length;
    if (room < 0) break;
    kept[key] = fitting;
  }
  return kept;
}

const longestText = 4_096;
