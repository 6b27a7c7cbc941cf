import type { JsonObject } from "../base/json.ts";
import { ok } from "../base/result.ts";
import * as decode from "./decode.ts";
import type { Decoder } from "./decode.ts";
import { evidenceLimits, isStepName, type EvidenceBody, type EvidenceFile } from "./evidence.ts";
import { json } from "./run-decode.ts";
import { runLimits } from "./run-limits.ts";

/** A step's name as a job may claim it. */
const stepName: Decoder<string> = (value, at) =>
  typeof value === "string" && isStepName(value)
    ? ok(value)
    : decode.undecodable(at, "the name of a step");

/** Values that are named; few enough and small enough to be kept with the run. */
const values: Decoder<JsonObject> = (value, at) => {
  if (!decode.isObject(value)) return decode.undecodable(at, "an object");
  const shallow = json(value, at);
  if (!shallow.ok) return shallow;
  const isBounded =
    Object.keys(value).length <= evidenceLimits.values &&
    JSON.stringify(value).length <= evidenceLimits.valuesText;
  return isBounded
    ? ok(value as JsonObject)
    : decode.undecodable(at, `at most ${evidenceLimits.values} values`);
};

const file: Decoder<EvidenceFile> = decode.record<EvidenceFile>({
  path: decode.text(runLimits.line),
  size: decode.count,
  modifiedAt: decode.nullable(decode.instant),
  sha256: decode.nullable(decode.text(64, /^[0-9a-f]{64}$/u)),
});

/** What came from outside can claim at most: what luota looked at itself never travels this way. */
export const evidenceBody: Decoder<EvidenceBody> = decode.record<EvidenceBody>({
  kind: decode.oneOf("evidence"),
  step: stepName,
  source: decode.oneOf("claimed"),
  state: decode.oneOf("good", "bad", "unknown"),
  values,
  files: decode.list(file, evidenceLimits.files),
  receipt: decode.nullable(decode.text(evidenceLimits.receipt)),
  note: decode.nullable(decode.text(evidenceLimits.note)),
});
