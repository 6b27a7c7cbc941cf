import type { EpochMilliseconds } from "../base/time.ts";
import type { Span } from "../domain/facts.ts";
import { readKeptState, type MonitorState } from "../domain/monitor-state.ts";
import { watchTolerance } from "../domain/outages.ts";
import { readLastDrills } from "./drills.ts";
import { readOpenIncidents } from "./incidents-read.ts";
import { knownColumns, knownMonitor, type KnownRow } from "./known-monitors.ts";
import { readUndelivered } from "./outbox-health.ts";
import type { Health, OverviewRow } from "./overview-row.ts";
import { readPauses } from "./pauses.ts";
import { prepare, type Store } from "./store.ts";

/** Every monitor, or one, with what the watcher knows of it; by name. */
export function readOverview(
  store: Store,
  question: { readonly monitor?: string; readonly now: EpochMilliseconds },
): readonly OverviewRow[] {
  const { monitor, now } = question;
  const where = monitor === undefined ? "" : "WHERE monitors.name = ?";
  const select = `SELECT ${knownColumns}, monitor_states.state, monitor_states.due_at
    FROM monitors LEFT JOIN monitor_states ON monitor_states.monitor = monitors.number
    ${where} ORDER BY monitors.name`;
  const rows = prepare(store, select).all(...(monitor === undefined ? [] : [monitor]));
  const incidents = readOpenIncidents(store);
  const drills = readLastDrills(store);
  const pauses = Map.groupBy(readPauses(store, now), (pause) => pause.monitor);
  return (rows as [...KnownRow, string | null, EpochMilliseconds | null][]).map((row) => {
    const [number, name, configured, withdrawn, known, cadence, state, dueAt] = row;
    return {
      monitor: knownMonitor([number, name, configured, withdrawn, known, cadence]),
      state: readState(state),
      dueAt,
      pauses: (pauses.get(name) ?? []).map(({ from, until }): Span => ({ from, until })),
      openIncident: incidents.get(number) ?? null,
      lastDrillAt: drills.get(number) ?? null,
    };
  });
}

/** What somebody damaged reads as never judged: one bad row must not hide the others. */
function readState(text: string | null): MonitorState | null {
  try {
    return text === null ? null : readKeptState(text);
  } catch {
    return null;
  }
}

/** Whether anybody watches, and whether anybody should. */
export function readHealth(store: Store, now: EpochMilliseconds): Health {
  const late = now - watchTolerance;
  const watching = prepare(store, selectWatching).all(late) as [EpochMilliseconds][];
  const expecting = prepare(store, "SELECT count(*) FROM monitors WHERE expects = 1");
  const latest = prepare(store, "SELECT max(until) FROM watches");
  return {
    expecting: (expecting.get() as [number])[0],
    watching: watching.map(([until]) => until),
    lastWatchedAt: (latest.get() as [EpochMilliseconds | null])[0],
    overdue: countSince(store, selectOverdue, late),
    undelivered: readUndelivered(store, late),
  };
}

const selectWatching = `SELECT until FROM watches WHERE until >= ? AND stopped_at IS NULL
  ORDER BY until DESC`;
const selectOverdue = "SELECT count(*), min(due_at) FROM monitor_states WHERE due_at <= ?";

function countSince(store: Store, select: string, late: EpochMilliseconds): Health["overdue"] {
  const [count, since] = prepare(store, select).get(late) as [number, EpochMilliseconds | null];
  return { count, since };
}
