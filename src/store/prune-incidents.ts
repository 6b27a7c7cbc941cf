import { prepare, type Store } from "./store.ts";

/** Takes away incidents with their timelines, and what was told of them where it told of nothing else. */
export function dropIncidents(store: Store, incidents: readonly number[]): void {
  for (const incident of incidents) {
    const name = prepare(store, "INSERT INTO pruning (what, first, last) VALUES (?, ?, ?)");
    name.run("incident", incident, incident);
    const messages = prepare(store, selectMessages).all(incident) as [number][];
    prepare(store, dropTellings).run(incident);
    prepare(store, "DELETE FROM notices WHERE incident = ?").run(incident);
    for (const [message] of messages) dropMessage(store, message);
    for (const sql of statements) prepare(store, sql).run(incident);
  }
}

const selectMessages = `SELECT DISTINCT message_notices.message FROM notices
  JOIN message_notices ON message_notices.notice = notices.number WHERE incident = ?`;
const dropTellings = `DELETE FROM message_notices WHERE notice IN
  (SELECT number FROM notices WHERE incident = ?)`;

/** A message that told of other incidents too stays for them. */
function dropMessage(store: Store, message: number): void {
  const select = `SELECT EXISTS (SELECT 1 FROM message_notices WHERE message = ?)
    OR EXISTS (SELECT 1 FROM notices WHERE message = ?)`;
  const [told] = prepare(store, select).get(message, message) as [number];
  if (told === 1) return;
  prepare(store, "INSERT INTO pruning (what, first, last) VALUES ('message', ?, ?)").run(
    message,
    message,
  );
  prepare(store, "DELETE FROM attempts WHERE message = ?").run(message);
  prepare(store, "DELETE FROM messages WHERE number = ?").run(message);
}

const statements = [
  "DELETE FROM audit_of_incidents WHERE incident = ?",
  "DELETE FROM incident_runs WHERE incident = ?",
  "DELETE FROM incident_changes WHERE incident = ?",
  "DELETE FROM incidents WHERE number = ?",
];
