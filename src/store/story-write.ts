import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import type { Change, Incident } from "../domain/incident.ts";
import { appendAudit } from "./audit-append.ts";
import { changeDigests } from "./audit-incident.ts";
import type { NumberedIncident } from "./incident-row.ts";
import { cancelNotices, oweNotices } from "./notices-write.ts";
import { prepare, type Store } from "./store.ts";
import type { IncidentStory } from "./tick-facts.ts";

export interface StoryContext {
  /** The number of the monitor. */
  readonly monitor: number;
  readonly now: EpochMilliseconds;
  readonly actor: Actor;
}

/**
 * Writes what became of one incident: its new state, its timeline, what it owes, and the audit events.
 * Null where it is not any more as it was read; then nothing of it may stay. Call it in a transaction.
 */
export function writeStory(
  store: Store,
  story: IncidentStory,
  context: StoryContext,
): NumberedIncident | null {
  const first = story.changes.at(0);
  const last = story.changes.at(-1);
  if (first === undefined || last === undefined) return null;
  const { incident } = last;
  const number =
    story.number === null
      ? openIncident(store, incident, context)
      : changeIncident(store, story.number, first.incident.revision - 1, incident);
  if (number === null) return null;
  for (const change of story.changes) writeChange(store, number, change, context);
  cancelNotices(store, number, story.cancellations);
  oweNotices(store, number, story, context.now);
  return { number, incident };
}

/** Null where another one is open. */
function openIncident(store: Store, incident: Incident, context: StoryContext): number | null {
  const { drill, state, severity, kind, happenedAt, noticedAt, resolvedAt, revision } = incident;
  const other = prepare(store, drill === null ? selectOpen : selectOfDrill);
  if (other.get(drill ?? context.monitor) !== undefined) return null;
  const columns = [drill, state, severity, kind, happenedAt, noticedAt, resolvedAt, revision];
  const insert = prepare(store, insertIncident);
  const { lastInsertRowid } = insert.run(context.monitor, ...columns, JSON.stringify(incident));
  return Number(lastInsertRowid);
}

const selectOpen = `SELECT 1 FROM incidents WHERE monitor = ? AND drill IS NULL
  AND state <> 'resolved'`;
const selectOfDrill = "SELECT 1 FROM incidents WHERE drill = ?";
const insertIncident = `INSERT INTO incidents (monitor, drill, state, severity, kind, happened_at,
  noticed_at, resolved_at, revision, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function changeIncident(
  store: Store,
  number: number,
  revisionBefore: number,
  incident: Incident,
): number | null {
  const { state, severity, resolvedAt, revision } = incident;
  const { changes } = prepare(store, updateIncident).run(
    ...[state, severity, resolvedAt, revision, JSON.stringify(incident), number, revisionBefore],
  );
  return changes === 1 ? number : null;
}

const updateIncident = `UPDATE incidents SET state = ?, severity = ?, resolved_at = ?,
  revision = ?, body = ? WHERE number = ? AND revision = ?`;

function writeChange(store: Store, number: number, change: Change, context: StoryContext): void {
  const { incident, at, noticedAt, ...what } = change;
  const body = JSON.stringify(incident);
  const written = { at, noticedAt, what: JSON.stringify(what), body };
  prepare(store, insertChange).run(number, incident.revision, at, noticedAt, written.what);
  const { monitor, drill, state, revision } = incident;
  appendAudit(store, {
    at: context.now,
    kind: `incident-${what.kind}`,
    actor: context.actor,
    subject: `INC-${number}`,
    data: { monitor, drill, state, revision, at, ...changeDigests(written) },
  });
}

const insertChange = `INSERT INTO incident_changes (incident, revision, at, noticed_at, what)
  VALUES (?, ?, ?, ?, ?)`;
