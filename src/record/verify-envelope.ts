import { isSignedBy, readEnvelope, recordPayloadType } from "./dsse.ts";
import { concluded, type Check } from "./verify-check.ts";
import { checkKey, type PublicKey } from "./verify-key.ts";
import { aboutRecord, readRecord } from "./verify-record.ts";

/** A signed record on its own: it says what was signed, and whoever has the key who did. */
export function verifyEnvelope(text: string, key: PublicKey | null): readonly Check[] {
  const envelope = readEnvelope(text);
  const found = envelope === null ? null : readRecord(envelope.payload);
  if (envelope === null || found === null || envelope.payloadType !== recordPayloadType)
    return [concluded("record", { kind: "not-a-record" })];
  const record = concluded("record", aboutRecord(found.value));
  if (key === null)
    return [{ name: "signature", state: "unchecked", why: { kind: "no-key-given" } }, record];
  const over = "the record";
  const signature = isSignedBy(envelope, key.pem)
    ? ({ kind: "signed", over, by: key.fingerprint } as const)
    : ({ kind: "bad-signature", over } as const);
  return [concluded("signature", signature), record, checkKey(key, key)];
}
