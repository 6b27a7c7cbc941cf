import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import type { SigningKey } from "../domain/signing-key.ts";
import { isObject } from "../domain/decode.ts";
import { canonicalJson } from "../text/canonical-json.ts";

/** What a signed record says it is. */
export const recordPayloadType = "application/vnd.luota.record+json";

/** Wraps bytes and their Ed25519 signature (https://github.com/secure-systems-lab/dsse, protocol 1). */
export function sealEnvelope(type: string, payload: Uint8Array, key: SigningKey): string {
  const signature = sign(null, preAuthentication(type, payload), createPrivateKey(key.privatePem));
  const signatures = [{ keyid: key.fingerprint, sig: signature.toString("base64") }];
  const envelope = { payload: Buffer.from(payload).toString("base64"), payloadType: type };
  return `${canonicalJson({ ...envelope, signatures })}\n`;
}

export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly { readonly keyid: string | null; readonly sig: Uint8Array }[];
}

/** Null where the text is no envelope. */
export function readEnvelope(text: string): Envelope | null {
  const value = parse(text);
  if (!isObject(value)) return null;
  const { payload, payloadType, signatures } = value;
  const bytes = fromBase64(payload);
  if (bytes === null || typeof payloadType !== "string" || !Array.isArray(signatures)) return null;
  const read = signatures.map(readSignature);
  const whole = read.flatMap((each) => (each === null ? [] : [each]));
  if (whole.length === 0 || whole.length !== read.length) return null;
  return { payloadType, payload: bytes, signatures: whole };
}

function readSignature(value: unknown) {
  if (!isObject(value)) return null;
  const sig = fromBase64(value["sig"]);
  if (sig === null) return null;
  const { keyid } = value;
  return { keyid: typeof keyid === "string" ? keyid : null, sig };
}

/** Whether the key signed it. Signatures of others are passed over; the key's name is a hint only. */
export function isSignedBy(envelope: Envelope, publicPem: string): boolean {
  const signed = preAuthentication(envelope.payloadType, envelope.payload);
  const key = createPublicKey(publicPem);
  return envelope.signatures.some(({ sig }) => isSignature(signed, key, sig));
}

export function isSignature(signed: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  return signature.length === 64 && verify(null, signed, key, signature);
}

/** DSSE's PAE: type and payload with their lengths in bytes, so that neither can pass for the other. */
export function preAuthentication(type: string, payload: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** Strictly: one text for the same bytes. */
function fromBase64(value: unknown): Uint8Array | null {
  if (typeof value !== "string") return null;
  const bytes = Buffer.from(value, "base64");
  return bytes.toString("base64") === value ? bytes : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
