import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import { rangesOf, rangesToJson, type PrunedRange } from "../domain/pruned-range.ts";
import { appendAudit } from "./audit-append.ts";
import { digestText } from "./digest-text.ts";
import { dropIncidents } from "./prune-incidents.ts";
import type { GoingEvent, PrunePlan } from "./prune-plan.ts";
import type { PruneCounts } from "./prune-progress.ts";
import { prepare, type Store } from "./store.ts";

/**
 * Takes away what a plan names, and leaves a checkpoint in the chain that vouches for it. Call it in
 * the transaction in which the plan was made. What may go is named before it goes, and unnamed after.
 */
export function carryOut(
  store: Store,
  plan: PrunePlan,
  deed: { readonly now: EpochMilliseconds; readonly by: Actor; readonly why: "age" | "size" },
): Partial<PruneCounts> {
  const events = [...plan.events, ...eventsOfIncidents(store, plan)];
  const ranges = rangesOf(events);
  if (ranges.length === 0) return {};
  const { now, by, why } = deed;
  const data = { why, ...account(plan, events.length, ranges) };
  appendAudit(store, { at: now, kind: "pruned", actor: by, subject: null, data });
  noteGaps(store, ranges);
  const name = prepare(store, "INSERT INTO pruning (what, first, last) VALUES (?, ?, ?)");
  for (const { first, last } of ranges) name.run("audit", first, last);
  for (const { number } of [...plan.runs, ...plan.superseded]) name.run("run", number, number);
  dropRuns(store, plan);
  dropIncidents(store, plan.incidents);
  const drop = prepare(store, "DELETE FROM audit WHERE seq BETWEEN ? AND ?");
  for (const { first, last } of ranges) drop.run(first, last);
  prepare(store, "DELETE FROM pruning").run();
  const { runs, incidents } = plan;
  return { runs: runs.length, incidents: incidents.length, events: events.length };
}

/** What the checkpoint says: counts, ranges, and a digest of what was there. */
function account(plan: PrunePlan, events: number, ranges: readonly PrunedRange[]) {
  const runs = plan.runs.map(({ id }) => id);
  const digest = runs.length === 0 ? null : digestText(runs.toSorted().join("\n"));
  const incidents: Json = plan.incidents.map((number) => `INC-${number}`);
  return {
    runs: { count: runs.length, digest },
    gone: { incidents },
    events: { count: events, ranges: rangesToJson(ranges) },
  };
}

function noteGaps(store: Store, ranges: readonly PrunedRange[]): void {
  const insert = `INSERT OR REPLACE INTO audit_gaps (first, last, seq)
    VALUES (?, ?, (SELECT max(seq) FROM audit))`;
  for (const { first, last } of ranges) prepare(store, insert).run(first, last);
}

function dropRuns(store: Store, { runs, superseded }: PrunePlan): void {
  const statements = [
    "DELETE FROM run_outputs WHERE run = ?",
    "DELETE FROM run_events WHERE run = ?",
    "DELETE FROM leases WHERE run = ?",
    "DELETE FROM runs WHERE number = ?",
  ].map((sql) => prepare(store, sql));
  const dropSignals = prepare(store, "DELETE FROM signals WHERE run = ?");
  const dropReadings = prepare(store, "DELETE FROM readings WHERE run <> '' AND run = ?");
  for (const { number, id } of runs) {
    dropSignals.run(id);
    dropReadings.run(id);
    for (const statement of statements) statement.run(number);
  }
  const dropLoss = prepare(store, "DELETE FROM run_events WHERE run = ? AND kind = 'lost'");
  for (const { number } of superseded) dropLoss.run(number);
}

/** All that the chain tells of an incident goes with it, unless it tells of another one too. */
function eventsOfIncidents(store: Store, plan: PrunePlan): readonly GoingEvent[] {
  const known = new Set(plan.events.map(({ seq }) => seq));
  const going = new Map<number, GoingEvent>();
  const gone = JSON.stringify(plan.incidents);
  for (const incident of plan.incidents)
    for (const row of prepare(store, selectEvents).all(incident, gone) as EventRow[]) {
      const [seq, hash, prev] = row;
      if (!known.has(seq)) going.set(seq, { seq, hash, prev });
    }
  return [...going.values()];
}

type EventRow = [number, string, string];

const selectEvents = `SELECT audit.seq, hash, json_extract(CAST(bytes AS TEXT), '$.prev')
  FROM audit_of_incidents AS told JOIN audit ON audit.seq = told.seq
  WHERE told.incident = ? AND NOT EXISTS (SELECT 1 FROM audit_of_incidents AS other
    WHERE other.seq = told.seq AND other.incident NOT IN (SELECT value FROM json_each(?)))`;
