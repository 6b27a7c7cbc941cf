import type { EpochMilliseconds } from "../base/time.ts";
import type { ChangeWhat, Incident } from "../domain/incident.ts";
import type { NumberedIncident, TimelineEntry } from "./incident-row.ts";
import type { IncidentsQuestion } from "./pages.ts";
import { prepare, type Store } from "./store.ts";

/** Goes before a WHERE; rows are read with `toIncident`. */
const selectIncidents = `SELECT incidents.number, monitors.name, incidents.body
  FROM incidents JOIN monitors ON monitors.number = incidents.monitor`;

type IncidentRow = readonly [number, string, string];

/** A monitor may have another name by now. */
function toIncident([number, monitor, body]: IncidentRow): NumberedIncident {
  return { number, incident: { ...(JSON.parse(body) as Incident), monitor } };
}

function first(row: unknown): NumberedIncident | null {
  return row === undefined ? null : toIncident(row as IncidentRow);
}

export function readIncident(store: Store, number: number): NumberedIncident | null {
  return first(prepare(store, `${selectIncidents} WHERE incidents.number = ?`).get(number));
}

/** The latest incident of a monitor that is no drill's, as it was when it was kept. */
export function readLatestIncident(store: Store, monitor: number): NumberedIncident | null {
  const select = `SELECT number, body FROM incidents WHERE monitor = ? AND drill IS NULL
    ORDER BY number DESC LIMIT 1`;
  const row = prepare(store, select).get(monitor) as [number, string] | undefined;
  return row === undefined ? null : { number: row[0], incident: JSON.parse(row[1]) as Incident };
}

export function readIncidentOfDrill(store: Store, drill: string): NumberedIncident | null {
  return first(prepare(store, `${selectIncidents} WHERE incidents.drill = ?`).get(drill));
}

/** By the number of the monitor. */
export function readOpenIncidents(store: Store): ReadonlyMap<number, NumberedIncident> {
  const select = `SELECT incidents.number, monitors.name, incidents.body, monitors.number
    FROM incidents JOIN monitors ON monitors.number = incidents.monitor
    WHERE incidents.state <> 'resolved' AND incidents.drill IS NULL`;
  const rows = prepare(store, select).all() as [...IncidentRow, number][];
  return new Map(
    rows.map(([number, name, body, monitor]) => [monitor, toIncident([number, name, body])]),
  );
}

/** The latest first. */
export function readIncidents(
  store: Store,
  question: IncidentsQuestion,
): readonly NumberedIncident[] {
  const terms: string[] = [];
  const values: (string | number)[] = [];
  const add = (term: string, value: string | number | undefined) => {
    if (value === undefined) return;
    terms.push(term);
    values.push(value);
  };
  if (question.state === "open") terms.push("incidents.state <> 'resolved'");
  if (question.state === "resolved") terms.push("incidents.state = 'resolved'");
  if (question.drills !== "with")
    terms.push(`incidents.drill IS ${question.drills === "only" ? "NOT NULL" : "NULL"}`);
  add("monitors.name = ?", question.monitor);
  add("incidents.noticed_at >= ?", question.since);
  add("incidents.number < ?", question.below);
  const where = terms.length === 0 ? "" : `WHERE ${terms.join(" AND ")}`;
  const select = `${selectIncidents} ${where} ORDER BY incidents.number DESC LIMIT ?`;
  return (prepare(store, select).all(...values, question.limit) as IncidentRow[]).map(toIncident);
}

/** Oldest first. */
export function readTimeline(store: Store, incident: number): readonly TimelineEntry[] {
  const select = `SELECT revision, at, noticed_at, what FROM incident_changes
    WHERE incident = ? ORDER BY revision`;
  const rows = prepare(store, select).all(incident) as TimelineRow[];
  return rows.map(([revision, at, noticedAt, what]) => ({
    revision,
    at,
    noticedAt,
    ...(JSON.parse(what) as ChangeWhat),
  }));
}

type TimelineRow = [number, EpochMilliseconds, EpochMilliseconds, string];
