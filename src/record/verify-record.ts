import type { Json } from "../base/json.ts";
import { isObject } from "../domain/decode.ts";
import { bundleNames } from "./bundle-names.ts";
import { isSignedBy, readEnvelope, recordPayloadType } from "./dsse.ts";
import type { CheckFault, CheckFinding, Files } from "./verify-check.ts";
import type { PublicKey } from "./verify-key.ts";
import { readCanonical, readText } from "./verify-lines.ts";
import { canonicalJson } from "../text/canonical-json.ts";

/** `record.json` is canonical, and the envelope holds the same and is signed by the same key. */
export function checkRecord(files: Files, key: PublicKey): CheckFault | CheckFinding {
  const bytes = files.get(bundleNames.record);
  const found = readRecord(bytes);
  if (found === null) return { kind: "not-canonical", file: bundleNames.record, line: null };
  const text = readText(files.get(bundleNames.envelope));
  const envelope = text === null ? null : readEnvelope(text);
  if (envelope === null || bytes === undefined || !isPlain(text ?? "", key.fingerprint))
    return { kind: "not-canonical", file: bundleNames.envelope, line: null };
  if (envelope.payloadType !== recordPayloadType) return { kind: "not-a-record" };
  if (Buffer.compare(envelope.payload, bytes) !== 0) return { kind: "record-differs" };
  return isSignedBy(envelope, key.pem)
    ? aboutRecord(found.value)
    : { kind: "bad-signature", over: bundleNames.envelope };
}

export function readRecord(bytes: Uint8Array | undefined): { readonly value: Json } | null {
  return bytes === undefined ? null : readCanonical(readText(bytes));
}

/** What is said of a record that holds. */
export function aboutRecord(record: Json): CheckFault | CheckFinding {
  if (!isObject(record)) return { kind: "not-a-record" };
  const { id, revision, schema } = record;
  const isRecord = typeof schema === "string" && schema.startsWith("luota.record/");
  return isRecord && typeof id === "string" && typeof revision === "number"
    ? { kind: "recorded", id, revision }
    : { kind: "not-a-record" };
}

/** Written as luota writes it: one signature, named by its key. */
function isPlain(text: string, fingerprint: string): boolean {
  const value = text.endsWith("\n") ? readCanonical(text.slice(0, -1))?.value : null;
  if (!isObject(value)) return false;
  const signatures = value["signatures"];
  const first: unknown = Array.isArray(signatures) ? signatures[0] : null;
  if (!isObject(first) || first["keyid"] !== fingerprint) return false;
  const { payload, payloadType } = value;
  const plain = {
    ...{ payload: payload ?? null, payloadType: payloadType ?? null },
    signatures: [{ keyid: fingerprint, sig: (first["sig"] ?? null) as Json }],
  };
  return `${canonicalJson(plain)}\n` === text;
}
