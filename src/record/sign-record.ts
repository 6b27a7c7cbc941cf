import type { Json } from "../base/json.ts";
import type { SigningKey } from "../domain/signing-key.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { recordPayloadType, sealEnvelope } from "./dsse.ts";

/** The record's canonical bytes (RFC 8785): what is signed, and what `record.json` holds. */
export function recordBytes(record: Json): Uint8Array {
  return new TextEncoder().encode(canonicalJson(record));
}

/** A DSSE envelope around the record, as JSON text with a newline at its end. */
export function signRecord(record: Json, key: SigningKey): string {
  return sealEnvelope(recordPayloadType, recordBytes(record), key);
}
