import type { JsonObject } from "../base/json.ts";
import { isObject } from "../domain/decode.ts";
import type { EvidenceBody, EvidenceSource, EvidenceState } from "../domain/evidence.ts";

/** Evidence as it lies in a signal's body. What somebody damaged there proves nothing. */
export function toEvidenceBody(body: JsonObject): EvidenceBody {
  const { step, source, state, values, files, receipt, note } = body;
  return {
    kind: "evidence",
    step: typeof step === "string" ? step : "",
    source: sources.find((each) => each === source) ?? "claimed",
    state: states.find((each) => each === state) ?? "unknown",
    values: isObject(values) ? values : {},
    files: Array.isArray(files) ? files : [],
    receipt: typeof receipt === "string" ? receipt : null,
    note: typeof note === "string" ? note : null,
  };
}

const sources: readonly EvidenceSource[] = ["claimed", "verified", "elsewhere"];
const states: readonly EvidenceState[] = ["good", "bad", "unknown"];
