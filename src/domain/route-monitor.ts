import { defaultMonitor } from "./default-monitor.ts";
import type { Monitor } from "./monitor.ts";
import type { Owner } from "./owner.ts";
import type { Route } from "./route.ts";

/** luota's own monitors of the routes; a route that takes nothing has its incident under such a name. */
const prefix = "luota/route/";

export function routeMonitorName(route: string): string {
  return `${prefix}${route}`;
}

/** The route that a monitor of luota's own watches; null for any other monitor. */
export function routeOfMonitor(monitor: string): string | null {
  return monitor.startsWith(prefix) ? monitor.slice(prefix.length) : null;
}

/**
 * The promise that a route takes notices, with whoever relies on it as its owner. It is told through
 * their other routes, else through whatever other routes there are.
 */
export function routeMonitor(
  route: string,
  config: { readonly owners: readonly Owner[]; readonly routes: readonly Route[] },
): Monitor {
  const users = config.owners.filter((owner) => routesOfOwner(owner).includes(route));
  const others = (names: readonly string[]) => [...new Set(names)].filter((name) => name !== route);
  const ways = [
    others(users.flatMap((owner) => owner.routes)),
    others(users.flatMap(routesOfOwner)),
    others(config.routes.map(({ name }) => name)),
  ];
  return {
    ...defaultMonitor(routeMonitorName(route)),
    promise: `Notices sent through ${route} arrive`,
    owner: users[0]?.name ?? null,
    severity: 2,
    routes: ways.find((names) => names.length > 0) ?? [],
  };
}

/** All routes by which an owner may be told, the usual ones first. */
export function routesOfOwner({ routes, escalate }: Owner): readonly string[] {
  return [...new Set([...routes, ...escalate.flatMap((step) => step.routes)])];
}
