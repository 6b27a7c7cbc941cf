import { randomUUID } from "node:crypto";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Heard } from "../domain/heard.ts";
import { routeMonitorName } from "../domain/route-monitor.ts";
import { findMonitorNamed, monitorNumber } from "./monitor-write.ts";
import { prepare, type Store } from "./store.ts";

/** The kind of the signals in which delivery tells the judge of a route. */
export const routeSignal = "route";

type RouteState = (Heard & { readonly kind: "route" })["state"];

export interface RouteTurn {
  readonly route: string;
  readonly state: RouteState;
  readonly at: EpochMilliseconds;
  /** Redacted. */
  readonly reason: string | null;
  readonly host: string;
}

/**
 * Has the judge hear that a route takes nothing any more, or takes notices again, unless that is what
 * it heard last. Call it in the transaction that keeps how the route stands.
 */
export function writeRouteSignal(store: Store, turn: RouteTurn): void {
  const { route, state, at, reason, host } = turn;
  const name = routeMonitorName(route);
  const known = findMonitorNamed(store, name);
  const before = known === null ? null : lastState(store, known);
  // A route that was never broken needs no monitor.
  if (before === state || (before === null && state !== "broken")) return;
  const monitor = known ?? monitorNumber(store, name, at);
  const body = JSON.stringify({ state, reason });
  const values = [randomUUID(), at, monitor, host, routeSignal, body];
  const { lastInsertRowid } = prepare(store, insert).run(...values);
  prepare(store, insertNews).run(monitor, lastInsertRowid, monitor);
}

const insert = `INSERT INTO signals (id, at, monitor, run, host, user, kind, body, reporter_uid)
  VALUES (?, ?, ?, NULL, ?, NULL, ?, ?, 0)`;
const insertNews = `INSERT INTO news SELECT ?, coalesce(max(number), 0) + 1, 'signal', ?
  FROM news WHERE monitor = ?`;

function lastState(store: Store, monitor: number): RouteState | null {
  const select = `SELECT body FROM signals WHERE monitor = ? AND kind = '${routeSignal}'
    ORDER BY number DESC LIMIT 1`;
  const row = prepare(store, select).get(monitor) as [string] | undefined;
  return row === undefined ? null : stateIn(row[0]);
}

export function heardOfRoute(at: EpochMilliseconds, body: string): Heard {
  return { kind: "route", at, state: stateIn(body) };
}

function stateIn(body: string): RouteState {
  return (JSON.parse(body) as { readonly state: RouteState }).state;
}
