import type { JsonObject } from "../base/json.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { isObject } from "../domain/decode.ts";
import type { Evidence } from "../domain/evidence.ts";
import { toEvidenceBody } from "./evidence-body.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, type Store } from "./store.ts";

/** So many pieces of evidence of one run are looked at, the latest. */
const most = 1_000;

/** All evidence of a run in the order of its arrival, also what turned out not to count. */
export function readEvidence(store: Store, run: string): Result<Evidence[], StoreFailure> {
  return attempt(store, () => evidenceOf(store, run));
}

/** The same within a transaction of the caller's. */
export function evidenceOf(store: Store, run: string): Evidence[] {
  const rows = prepare(store, select).all(run, most) as [EpochMilliseconds, string][];
  return rows.reverse().map(([at, body]) => toEvidence(at, body));
}

const select = `SELECT at, body FROM signals WHERE run = ? AND kind = 'evidence'
  ORDER BY number DESC LIMIT ?`;

/** Evidence as its signal holds it. */
export function toEvidence(at: EpochMilliseconds, text: string): Evidence {
  const { step, source, state, values, files, receipt, note } = toEvidenceBody(parse(text));
  return { at, step, source, state, values, files, receipt, note };
}

function parse(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
