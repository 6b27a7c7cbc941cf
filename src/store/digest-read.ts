import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { DigestFacts, DigestMonitor, DigestRoute } from "../domain/digest-facts.ts";
import type { Outage, Span } from "../domain/facts.ts";
import type { Incident, NumberedIncident } from "../domain/incident.ts";
import { outagesBetween } from "../domain/outages.ts";
import type { SlotOutcome } from "../domain/slot-row.ts";
import { readLastDrills } from "./drills.ts";
import type { StoreFailure } from "./failure.ts";
import type { NoticeState } from "./incident-row.ts";
import { readRouteRecords } from "./outbox-routes.ts";
import { readTogether } from "./snapshot.ts";
import { prepare, type Store } from "./store.ts";
import { readWatches } from "./watch-spans.ts";

/** What the store knows for a digest; what the config says of it, the caller adds. */
export interface DigestRecord extends Omit<DigestFacts, "monitors"> {
  /** Those of the config, by name. */
  readonly monitors: readonly (Omit<DigestMonitor, "owner" | "drillBy"> & {
    readonly knownSince: EpochMilliseconds;
  })[];
}

/** Reads it as it was at one instant, each kind of fact with one question for all monitors. */
export function readDigestRecord(store: Store, span: Span): Result<DigestRecord, StoreFailure> {
  return readTogether(store, () => {
    const slots = readSlotCounts(store, span);
    const runs = new Map(
      prepare(store, countRuns).all(span.from, span.until) as [number, number][],
    );
    const warned = readWarned(store, span);
    const drills = readLastDrills(store);
    const monitors = prepare(store, selectMonitors).all() as [number, string, EpochMilliseconds][];
    return {
      span,
      monitors: monitors.map(([number, name, knownSince]) => ({
        ...{ name, knownSince, slots: slots.get(number) ?? {}, runs: runs.get(number) ?? 0 },
        ...{ warned: warned.get(number) ?? null, lastDrillAt: drills.get(number) ?? null },
        restoredAt: null,
      })),
      incidents: readIncidentsIn(store, span),
      outages: readOutages(store, span),
      routes: readRoutes(store, span),
    };
  });
}

const selectMonitors = `SELECT number, name, coalesce(watched_since, known_since) FROM monitors
  WHERE configured = 1 ORDER BY name`;
const countRuns = `SELECT monitors.number, count(*) FROM monitors
  CROSS JOIN runs ON runs.monitor = monitors.number AND started_at >= ? AND started_at < ?
  WHERE monitors.configured = 1 GROUP BY monitors.number`;

/** By the number of the monitor. Each one's slots of that time lie together. */
function readSlotCounts(store: Store, { from, until }: Span) {
  const rows = prepare(store, selectSlots).all(from, until) as [number, SlotOutcome, number][];
  const counts = new Map<number, Partial<Record<SlotOutcome, number>>>();
  for (const [monitor, outcome, count] of rows)
    counts.set(monitor, { ...counts.get(monitor), [outcome]: count });
  return counts;
}

const selectSlots = `SELECT monitors.number, outcome, count(*) FROM monitors
  CROSS JOIN slots ON slots.monitor = monitors.number AND slot >= ? AND slot < ?
  WHERE monitors.configured = 1 GROUP BY monitors.number, outcome`;

function readWarned(store: Store, { from, until }: Span) {
  const rows = prepare(store, selectWarned).all(from, until) as [number, number, number][];
  return new Map(rows.map(([monitor, count, last]) => [monitor, { count, last }]));
}

const selectWarned = `SELECT monitor, count(*), max(started_at) FROM runs
  WHERE outcome <> 'succeeded' AND outcome = 'warned' AND started_at >= ? AND started_at < ?
  GROUP BY monitor`;

/** Those that were noticed, or lasted, in that time. */
function readIncidentsIn(store: Store, { from, until }: Span): readonly NumberedIncident[] {
  const rows = prepare(store, selectIncidents).all(until, from) as [number, string, string][];
  return rows.map(([number, monitor, body]) => {
    return { number, incident: { ...(JSON.parse(body) as Incident), monitor } };
  });
}

const selectIncidents = `SELECT incidents.number, monitors.name, incidents.body
  FROM incidents JOIN monitors ON monitors.number = incidents.monitor
  WHERE incidents.drill IS NULL AND incidents.noticed_at < ?
    AND (incidents.resolved_at IS NULL OR incidents.resolved_at >= ?)
  ORDER BY incidents.number DESC`;

function readOutages(store: Store, { from, until }: Span): readonly Outage[] {
  return outagesBetween(readWatches(store, from))
    .filter((outage) => outage.until > from && outage.from < until)
    .map(({ kind, ...gap }) => {
      return { kind, from: Math.max(gap.from, from), until: Math.min(gap.until, until) };
    });
}

function readRoutes(store: Store, { from, until }: Span): readonly DigestRoute[] {
  const rows = prepare(store, selectNotices).all(from, until) as [string, NoticeState, number][];
  const records = new Map(readRouteRecords(store).map((record) => [record.route, record]));
  const names = new Set([...records.keys(), ...rows.map(([route]) => route)]);
  return [...names].sort().map((route): DigestRoute => {
    const count = (...states: readonly NoticeState[]) =>
      rows.reduce(
        (sum, [of, state, many]) => sum + (of === route && states.includes(state) ? many : 0),
        0,
      );
    return {
      route,
      delivered: count("delivered"),
      failed: count("refused", "given-up", "unknown"),
      waiting: count("waiting"),
      record: records.get(route) ?? null,
    };
  });
}

const selectNotices = `SELECT route, state, count(*) FROM notices
  WHERE due_at >= ? AND due_at < ? GROUP BY route, state`;
