import { sha256Hex } from "../text/digest.ts";
import { prepare, type Store } from "./store.ts";

/** What a chain tells of deliveries and the store does not, or the other way round. */
export type AttemptFault =
  | { readonly kind: "attempt-missing"; readonly attempt: number }
  /** It ended otherwise than the event says, or is of another message. */
  | { readonly kind: "attempt-changed"; readonly attempt: number }
  | { readonly kind: "receipt-changed"; readonly attempt: number }
  /** Its notices count as delivered, and no event tells of it. */
  | { readonly kind: "untold-delivery"; readonly attempt: number }
  /** Its message named an event that the chain does not reach: the end was cut off. */
  | { readonly kind: "witness-beyond"; readonly attempt: number; readonly seen: number }
  /** Its message named another event than there is: the chain was written anew. */
  | { readonly kind: "witness-differs"; readonly attempt: number; readonly seen: number }
  /** An export was the last event, and the chain does not reach it. */
  | { readonly kind: "export-beyond"; readonly seen: number };

/** Compares the event of a message that was settled with its last attempt, receipt and all. */
export function checkAttempt(
  store: Store,
  kind: string,
  data: Readonly<Record<string, unknown>>,
): AttemptFault | null {
  const attempt = Number(data["attempt"]);
  // A message that nobody tried.
  if (attempt === 0) return null;
  const select = "SELECT message, state, receipt FROM attempts WHERE id = ?";
  const row = prepare(store, select).get(attempt) as AttemptRow | undefined;
  if (row === undefined) return { kind: "attempt-missing", attempt };
  const [message, state, receipt] = row;
  const isDelivered = state === "delivered";
  if (message !== data["message"] || isDelivered !== (kind === "notice-delivered"))
    return { kind: "attempt-changed", attempt };
  const digest = receipt === null ? null : sha256Hex(receipt);
  return digest === data["receipt"] ? null : { kind: "receipt-changed", attempt };
}

type AttemptRow = readonly [number, string, string | null];

/** Looks for deliveries without an event. */
export function findUntoldDelivery(store: Store, told: ReadonlySet<number>): AttemptFault | null {
  const rows = prepare(store, selectDelivered).all() as [number][];
  const untold = rows.find(([attempt]) => !told.has(attempt));
  return untold === undefined ? null : { kind: "untold-delivery", attempt: untold[0] };
}

const selectDelivered = `SELECT id FROM attempts WHERE state = 'delivered' AND EXISTS
  (SELECT 1 FROM notices WHERE notices.message = attempts.message AND notices.state = 'delivered')
  ORDER BY id`;

/** What left this host named events: they are there, and are the same. */
export function findUnwitnessed(store: Store, end: number): AttemptFault | null {
  const beyond = prepare(store, selectBeyond).get(end) as [number, number] | undefined;
  if (beyond !== undefined) return { kind: "witness-beyond", attempt: beyond[0], seen: beyond[1] };
  const differs = prepare(store, selectDiffers).get() as [number, number] | undefined;
  if (differs !== undefined)
    return { kind: "witness-differs", attempt: differs[0], seen: differs[1] };
  const exported = prepare(store, selectExport).get(end) as [number] | undefined;
  return exported === undefined ? null : { kind: "export-beyond", seen: exported[0] };
}

const selectBeyond = `SELECT id, witness_seq FROM attempts WHERE witness_seq > ?
  ORDER BY id LIMIT 1`;
/** An event that was pruned can't be compared any more; the walk along the chain looks after gaps. */
const selectDiffers = `SELECT id, witness_seq FROM attempts JOIN audit ON audit.seq = witness_seq
  WHERE audit.hash <> witness_hash ORDER BY id LIMIT 1`;
const selectExport = "SELECT seq FROM exports WHERE seq > ? ORDER BY seq LIMIT 1";
