import type { JsonObject } from "../base/json.ts";
import { isObject } from "../domain/decode.ts";
import { toEvidenceBody } from "./evidence-body.ts";

/** What a piece of evidence measured: `dumped.rows`, and `dumped.size` for the bytes of its files. */
export function numbersOfEvidence(body: JsonObject): Record<string, number> {
  const { step, state, values, files } = toEvidenceBody(body);
  if (state !== "good" || step === "") return {};
  const measured = Object.entries(values).flatMap(([name, value]) =>
    typeof value === "number" ? [[`${step}.${name}`, value] as const] : [],
  );
  const size = files.reduce((sum, file) => sum + (Number.isFinite(file.size) ? file.size : 0), 0);
  return Object.fromEntries([
    ...(files.length > 0 ? [[`${step}.size`, size] as const] : []),
    ...measured,
  ]);
}

/** What somebody damaged measured nothing. */
export function parsedObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
