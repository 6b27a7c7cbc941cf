import { randomUUID } from "node:crypto";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Heard } from "../domain/heard.ts";
import { routeMonitorName } from "../domain/route-monitor.ts";
import { monitorNumber } from "./monitor-write.ts";
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
 * Has the judge hear that a route takes nothing any more, or takes notices again. Call it in the
 * transaction that keeps how the route stands.
 */
export function writeRouteSignal(
  store: Store,
  { route, state, at, reason, host }: RouteTurn,
): void {
  const monitor = monitorNumber(store, routeMonitorName(route), at);
  const body = JSON.stringify({ state, reason });
  const values = [randomUUID(), at, monitor, host, routeSignal, body];
  const { lastInsertRowid } = prepare(store, insert).run(...values);
  prepare(store, insertNews).run(monitor, lastInsertRowid, monitor);
}

const insert = `INSERT INTO signals (id, at, monitor, run, host, user, kind, body, reporter_uid)
  VALUES (?, ?, ?, NULL, ?, NULL, ?, ?, 0)`;
const insertNews = `INSERT INTO news SELECT ?, coalesce(max(number), 0) + 1, 'signal', ?
  FROM news WHERE monitor = ?`;

export function heardOfRoute(at: EpochMilliseconds, body: string): Heard {
  const { state } = JSON.parse(body) as { readonly state: RouteState };
  return { kind: "route", at, state };
}
