import type { Json } from "../base/json.ts";
import { toIso, type EpochMilliseconds } from "../base/time.ts";
import { isObject } from "./decode.ts";
import type { ChangeKind } from "./incident.ts";

/** Who did it. Null where that could not be told. */
export interface Actor {
  readonly user: string | null;
  readonly host: string | null;
}

export type AuditKind =
  | "store-created"
  | "run-ended"
  | "run-lost"
  | "evidence"
  | "config-applied"
  | `incident-${ChangeKind}`
  | "pause-began"
  | "pause-ended"
  | "silence-began"
  | "silence-ended"
  | "drill-armed"
  | "drill-broken"
  | "drill-ended"
  | "cursor-pulled-back"
  | "judge-failed"
  | "watch-began"
  | "watch-ended"
  | "watch-gap"
  | "clock-set-back"
  | "notice-delivered"
  | "notice-refused"
  | "notice-given-up"
  | "notice-told-on-host"
  | "route-broken"
  | "route-mended"
  | "route-proved"
  | "link-key-made"
  | "signing-key-made"
  | "record-exported"
  | "pruned"
  | "outputs-cut"
  | "backed-up"
  | "restored";

/** One link of the chain: something that changed state, who did it, when. */
export interface AuditEvent {
  /** 1 for the first event of a store, then without a gap. */
  readonly seq: number;
  readonly at: EpochMilliseconds;
  readonly kind: AuditKind;
  readonly actor: Actor;
  /** What it is about, such as a run's id. */
  readonly subject: string | null;
  readonly data: Json;
  /** The hash of the event before, in hex; the first event's comes from the store's id. */
  readonly prev: string;
}

/** The event as a JSON value; its canonical form (RFC 8785) is what is stored and hashed. */
export function auditDocument(event: AuditEvent): Json {
  return {
    seq: event.seq,
    at: toIso(event.at),
    kind: event.kind,
    actor: { user: event.actor.user, host: event.actor.host },
    subject: event.subject,
    data: event.data,
    prev: event.prev,
  };
}

/** What is hashed to get the first event's `prev`, so that two stores never share a chain. */
export function chainSeed(storeId: string): string {
  return `luota store ${storeId}`;
}

/** A link as it lies in the store: the canonical text, and the hash that was written beside it. */
export interface StoredLink {
  readonly seq: number;
  readonly bytes: string;
  readonly hash: string;
}

export type LinkFault =
  /** The event's hash is not that of its bytes: it was changed after it was written. */
  | { readonly kind: "hash-mismatch" }
  /** The event does not name the hash of the one before. */
  | { readonly kind: "broken-link" }
  /** An event is missing before this one. */
  | { readonly kind: "gap"; readonly expected: number }
  /** The bytes are no event, or one that names another number than its row. */
  | { readonly kind: "unreadable" };

/** Checks one link against the one before it. `hashOfBytes` is the SHA-256 of `link.bytes` in hex. */
export function checkLink(
  expected: { readonly seq: number; readonly prev: string },
  link: StoredLink,
  hashOfBytes: string,
): LinkFault | null {
  if (link.seq !== expected.seq) return { kind: "gap", expected: expected.seq };
  if (link.hash !== hashOfBytes) return { kind: "hash-mismatch" };
  const event = readAuditEvent(link.bytes);
  if (event === null || event.seq !== link.seq) return { kind: "unreadable" };
  return event.prev === expected.prev ? null : { kind: "broken-link" };
}

/** An event as read back. Its kind may be one that a newer luota wrote. */
export type ReadAuditEvent = Omit<AuditEvent, "kind"> & { readonly kind: string };

/** Reads an event from its stored bytes; null where they are none. */
export function readAuditEvent(bytes: string): ReadAuditEvent | null {
  const value = parse(bytes);
  if (!isObject(value)) return null;
  const { seq, at, kind, actor, subject, data, prev } = value;
  const instant = typeof at === "string" ? Date.parse(at) : NaN;
  if (typeof seq !== "number" || typeof kind !== "string" || typeof prev !== "string") return null;
  if (Number.isNaN(instant) || data === undefined || !isObject(actor)) return null;
  return {
    seq,
    at: instant,
    kind,
    actor: { user: textOrNull(actor["user"]), host: textOrNull(actor["host"]) },
    subject: textOrNull(subject),
    data: data as Json,
    prev,
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function parse(bytes: string): unknown {
  try {
    return JSON.parse(bytes);
  } catch {
    return null;
  }
}
