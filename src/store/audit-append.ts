import { auditDocument, type Actor, type AuditKind } from "../domain/audit.ts";
import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { sha256Hex } from "../text/digest.ts";
import { noteIncidentsOf } from "./audit-of-incident.ts";
import { prepare, type Store } from "./store.ts";

export interface NewAuditEvent {
  readonly at: EpochMilliseconds;
  readonly kind: AuditKind;
  readonly actor: Actor;
  readonly subject: string | null;
  readonly data: Json;
}

/** Adds a link to the chain. Call it inside the transaction that makes the change it tells of. */
export function appendAudit(store: Store, event: NewAuditEvent): void {
  const last = prepare(store, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").get() as
    [number, string] | undefined;
  if (last === undefined) throw new BrokenChain("the audit chain has no beginning");
  appendLink(store, { ...event, seq: last[0] + 1, prev: last[1] });
}

/** Somebody emptied the table: a damaged store like any other, told by the code that SQLite has for that. */
class BrokenChain extends Error {
  readonly code = "SQLITE_CORRUPT";
}

/** Writes the link itself; its predecessor is known. */
export function appendLink(
  store: Store,
  event: NewAuditEvent & { readonly seq: number; readonly prev: string },
): void {
  const bytes = new TextEncoder().encode(canonicalJson(auditDocument(event)));
  const insert = prepare(store, "INSERT INTO audit (seq, bytes, hash) VALUES (?, ?, ?)");
  insert.run(event.seq, bytes, sha256Hex(bytes));
  noteIncidentsOf(store, event);
}
