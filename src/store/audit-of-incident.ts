import type { Json } from "../base/json.ts";
import { isObject } from "../domain/decode.ts";
import { readAuditEvent, type ReadAuditEvent } from "../domain/audit.ts";
import { storedLink, type LinkRow } from "./audit-read.ts";
import { prepare, type Store } from "./store.ts";

/** One event that tells of an incident, with its own hash. */
export interface IncidentEvent extends ReadAuditEvent {
  readonly hash: string;
}

/** Notes of which incidents an event tells, so that they are found among millions. */
export function noteIncidentsOf(
  store: Store,
  {
    seq,
    subject,
    data,
  }: { readonly seq: number; readonly subject: string | null } & {
    readonly data: Json;
  },
): void {
  const insert = "INSERT OR IGNORE INTO audit_of_incidents (incident, seq) VALUES (?, ?)";
  for (const incident of incidentsOf(subject, data)) prepare(store, insert).run(incident, seq);
}

/** Of its subject; a message that told of several names them in its data. */
function incidentsOf(subject: string | null, data: Json): readonly number[] {
  if (subject?.startsWith("INC-") === true) {
    const number = Number(subject.slice(4));
    return Number.isSafeInteger(number) ? [number] : [];
  }
  const incidents = subject === null && isObject(data) ? data["incidents"] : null;
  if (!Array.isArray(incidents)) return [];
  return (incidents as readonly unknown[]).filter((each) => typeof each === "number");
}

/** All events of an incident, oldest first. Those that can't be read any more are left out. */
export function readIncidentEvents(store: Store, incident: number): readonly IncidentEvent[] {
  const rows = prepare(store, select).all(incident) as LinkRow[];
  return rows.map(storedLink).flatMap(({ bytes, hash }) => {
    const event = readAuditEvent(bytes);
    return event === null ? [] : [{ ...event, hash }];
  });
}

const select = `SELECT audit.seq, audit.bytes, audit.hash FROM audit_of_incidents
  JOIN audit ON audit.seq = audit_of_incidents.seq
  WHERE audit_of_incidents.incident = ? ORDER BY audit.seq`;
