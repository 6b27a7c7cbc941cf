import type { Notice } from "./notice.ts";
import type { Owner } from "./owner.ts";
import type { Route } from "./route.ts";
import { routeOfMonitor, routeMonitor, routesOfOwner } from "./route-monitor.ts";

/** One address of one route. */
export interface Taker {
  readonly route: string;
  readonly recipient: string;
}

/** What of a config matters to who takes a notice that its route did not take. */
export interface FailoverRules {
  readonly routes: readonly Route[];
  readonly owners: readonly Owner[];
  /** The routes of a monitor, where it has its own; else null. */
  readonly routesOf: (monitor: string) => readonly string[] | null;
  readonly recipientsOf: (route: Route) => readonly string[];
  /** Routes that take nothing at all now. */
  readonly broken: ReadonlySet<string>;
}

/**
 * Who gets a notice that a route refused for good: all other routes of its owner and monitor that
 * still take notices. Those of later steps only where no other is left, and pagers, whatever its
 * severity, where nothing else is. Who has such a notice already is not told twice: the store sees to
 * that.
 */
export function takersOf(
  notice: Pick<Notice, "monitor" | "route"> & { readonly owner: string | null },
  rules: FailoverRules,
): readonly Taker[] {
  const owner = rules.owners.find((each) => each.name === notice.owner);
  const usual = new Set([
    ...(rules.routesOf(notice.monitor) ?? []),
    ...(owner?.routes ?? []),
    ...routesOfRouteMonitor(notice.monitor, rules),
  ]);
  const names = new Set([...usual, ...(owner === undefined ? [] : routesOfOwner(owner))]);
  names.delete(notice.route);
  const others = rules.routes.filter(({ name }) => names.has(name) && !rules.broken.has(name));
  const quiet = others.filter((route) => !route.pager);
  const choices = [quiet.filter(({ name }) => usual.has(name)), quiet, others];
  return (choices.find((choice) => choice.length > 0) ?? []).flatMap((route) =>
    rules.recipientsOf(route).map((recipient) => ({ route: route.name, recipient })),
  );
}

/** A broken route's own incident never goes back to it. */
function routesOfRouteMonitor(monitor: string, rules: FailoverRules): readonly string[] {
  const route = routeOfMonitor(monitor);
  return route === null ? [] : (routeMonitor(route, rules).routes ?? []);
}
