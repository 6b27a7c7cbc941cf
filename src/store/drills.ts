import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Drill, DrillKind } from "../domain/drill.ts";
import { appendAudit } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import { readIncidentOfDrill } from "./incidents-read.ts";
import { touchMonitor } from "./known-monitors.ts";
import { findMonitorNumber } from "./monitor-write.ts";
import { readNoticesOf } from "./notices-read.ts";
import type { DrillRecord } from "./pages.ts";
import { prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";
import type { NoMonitor, Overtaken } from "./watch.ts";

/** Keeps an armed drill; the next tick of whoever watches sees its promise broken. */
export function armDrill(
  store: Store,
  drill: Drill,
  { by, now }: Deed,
): Result<Drill, StoreFailure | NoMonitor | Overtaken> {
  return transact(store, (): Result<Drill, NoMonitor | Overtaken> => {
    const monitor = findMonitorNumber(store, drill.monitor);
    if (monitor === null) return fail({ kind: "no-such-monitor", monitor: drill.monitor });
    if (prepare(store, selectAgainst).get(monitor, monitor) !== undefined)
      return fail({ kind: "overtaken" });
    const { id, kind, startedAt, slot, breaksAt } = drill;
    prepare(store, insert).run(id, monitor, kind, startedAt, drill.by, slot, breaksAt);
    touchMonitor(store, monitor, breaksAt + 1);
    const data = { monitor: drill.monitor, kind, breaksAt };
    appendAudit(store, { at: now, kind: "drill-armed", actor: by, subject: id, data });
    return ok(drill);
  });
}

const selectAgainst = `SELECT 1 FROM drills WHERE monitor = ? AND state <> 'over'
  UNION ALL SELECT 1 FROM incidents WHERE monitor = ? AND drill IS NULL AND state <> 'resolved'`;
const insert = `INSERT INTO drills (id, monitor, kind, started_at, user, slot, breaks_at, state)
  VALUES (?, ?, ?, ?, ?, ?, ?, 'armed')`;

/** Ends a drill that came to no incident, or whose incident somebody has resolved. */
export function endDrill(
  store: Store,
  drill: Drill,
  deed: Deed,
): Result<Drill, StoreFailure | Overtaken> {
  return transact(store, (): Result<Drill, Overtaken> => {
    const incident = readIncidentOfDrill(store, drill.id)?.incident ?? null;
    const isOpen = incident !== null && incident.state !== "resolved";
    const over: Drill = { ...drill, state: "over" };
    if (isOpen || !writeDrill(store, over, deed)) return fail({ kind: "overtaken" });
    return ok(over);
  });
}

/** Moves a drill on to its next state; false where it is there, or past it. */
export function writeDrill(store: Store, drill: Drill, { by, now }: Deed): boolean {
  const { id, state, monitor } = drill;
  if (state === "armed") return false;
  const isBroken = state === "broken";
  const update = prepare(store, isBroken ? updateBroken : updateOver);
  if (update.run(now, id).changes !== 1) return false;
  const kind = isBroken ? "drill-broken" : "drill-ended";
  appendAudit(store, { at: now, kind, actor: by, subject: id, data: { monitor } });
  return true;
}

const updateBroken = `UPDATE drills SET state = 'broken', broken_at = ?
  WHERE id = ? AND state = 'armed'`;
const updateOver =
  "UPDATE drills SET state = 'over', ended_at = ? WHERE id = ? AND state <> 'over'";

/** Those of a monitor that are not over. */
export function readDrillsGoingOn(store: Store, monitor: number): readonly Drill[] {
  const rows = prepare(store, `${select} WHERE drills.monitor = ? AND drills.state <> 'over'`);
  return (rows.all(monitor) as DrillRow[]).map(toDrill);
}

/** The latest first. */
export function readDrills(
  store: Store,
  question: { readonly monitor?: string; readonly id?: string; readonly limit: number },
): readonly DrillRecord[] {
  const { monitor = null, id = null, limit } = question;
  const where = `WHERE monitors.name = coalesce(?, monitors.name)
    AND drills.id = coalesce(?, drills.id) ORDER BY drills.number DESC LIMIT ?`;
  const rows = prepare(store, `${select} ${where}`).all(monitor, id, limit) as DrillRow[];
  return rows.map((row) => {
    const incident = readIncidentOfDrill(store, row[0]);
    const notices = incident === null ? [] : readNoticesOf(store, incident.number);
    return { drill: toDrill(row), incident, endedAt: row[8], notices };
  });
}

/** When a watcher last saw a drill break, by the number of the monitor. */
export function readLastDrills(store: Store): ReadonlyMap<number, EpochMilliseconds> {
  const rows = prepare(store, "SELECT monitor, max(broken_at) FROM drills GROUP BY monitor").all();
  const known = (rows as [number, EpochMilliseconds | null][]).filter(([, at]) => at !== null);
  return new Map(known as [number, EpochMilliseconds][]);
}

const select = `SELECT drills.id, monitors.name, drills.kind, drills.started_at, drills.user,
    drills.slot, drills.breaks_at, drills.state, drills.ended_at
  FROM drills JOIN monitors ON monitors.number = drills.monitor`;

type DrillRow = readonly [
  string,
  string,
  DrillKind,
  EpochMilliseconds,
  string,
  EpochMilliseconds,
  EpochMilliseconds,
  Drill["state"],
  EpochMilliseconds | null,
];

function toDrill([id, monitor, kind, startedAt, by, slot, breaksAt, state]: DrillRow): Drill {
  return { id, monitor, kind, startedAt, by, slot, breaksAt, state };
}
