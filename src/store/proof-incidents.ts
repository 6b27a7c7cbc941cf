import type { EpochMilliseconds } from "../base/time.ts";
import type { Span } from "../domain/facts.ts";
import type { Incident, NumberedIncident } from "../domain/incident.ts";
import { prepare, type Store } from "./store.ts";

/** An incident with the instant at which somebody first got word of it; null for never. */
export interface ToldIncident extends NumberedIncident {
  readonly firstReceiptAt: EpochMilliseconds | null;
}

/** Incidents of one monitor that are listed; the latest. */
const most = 500;

/** Those that were noticed in the period, drills too, the latest first. */
export function readProofIncidents(
  store: Store,
  monitor: number,
  { from, until }: Span,
): readonly ToldIncident[] {
  const rows = prepare(store, select).all(monitor, from, until, most) as Row[];
  return rows.map(([number, body, name]) => {
    const first = prepare(store, selectReceipt).get(number) as [EpochMilliseconds | null];
    const incident = { ...(JSON.parse(body) as Incident), monitor: name };
    return { number, incident, firstReceiptAt: first[0] };
  });
}

type Row = readonly [number, string, string];

const select = `SELECT incidents.number, incidents.body, monitors.name
  FROM incidents JOIN monitors ON monitors.number = incidents.monitor
  WHERE incidents.monitor = ? AND noticed_at >= ? AND noticed_at < ?
  ORDER BY incidents.number DESC LIMIT ?`;
const selectReceipt = `SELECT min(attempts.ended_at) FROM notices
  JOIN message_notices ON message_notices.notice = notices.number
  JOIN attempts ON attempts.message = message_notices.message
  WHERE notices.incident = ? AND attempts.state = 'delivered'`;
