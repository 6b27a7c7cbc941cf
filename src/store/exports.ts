import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import { appendAudit } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";

/** A record, or the proof of a period, that somebody took out of the store. */
export interface NewExport {
  /** Null for the proof of a period. */
  readonly incident: { readonly number: number; readonly revision: number } | null;
  /** Whose proof it is; null for all monitors. */
  readonly monitor: string | null;
  readonly format: string;
  /** SHA-256 in hex of the bytes as they were handed out. */
  readonly digest: string;
  /** SHA-256 in hex of the canonical JSON of what they tell. */
  readonly recordDigest: string;
}

/** Keeps that something is exported, as a row and as an event of the chain. */
export function noteExport(
  store: Store,
  made: NewExport,
  { by, now }: { readonly by: Actor; readonly now: EpochMilliseconds },
): Result<{ readonly seq: number }, StoreFailure> {
  return transact(store, () => {
    const { incident, monitor, format, digest, recordDigest } = made;
    const subject = incident === null ? monitor : `INC-${incident.number}`;
    const revision = incident?.revision ?? null;
    const data = { format, revision, monitor, digest, recordDigest };
    appendAudit(store, { at: now, kind: "record-exported", actor: by, subject, data });
    const [seq] = prepare(store, "SELECT max(seq) FROM audit").get() as [number];
    const values = [now, incident?.number ?? null, monitor, revision, format, digest, seq];
    prepare(store, insert).run(...values);
    return ok({ seq });
  });
}

const insert = `INSERT INTO exports (at, incident, monitor, revision, format, digest, seq)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;

/** Whether a record of this incident was ever exported. */
export function wasExported(store: Store, incident: number): Result<boolean, StoreFailure> {
  return attempt(store, () => {
    const select = "SELECT 1 FROM exports WHERE incident = ? LIMIT 1";
    return prepare(store, select).get(incident) !== undefined;
  });
}

/** The latest drill of a monitor whose record was exported, by the number of its incident; null for none. */
export function lastExportedDrill(
  store: Store,
  monitor: string,
): Result<number | null, StoreFailure> {
  return attempt(store, () => {
    const row = prepare(store, selectDrill).get(monitor) as [number | null];
    return row[0];
  });
}

const selectDrill = `SELECT max(incidents.number) FROM incidents
  JOIN monitors ON monitors.number = incidents.monitor
  WHERE monitors.name = ? AND drill IS NOT NULL
    AND EXISTS (SELECT 1 FROM exports WHERE exports.incident = incidents.number)`;
