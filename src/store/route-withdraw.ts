import { routeMonitorName, routeOfMonitor } from "../domain/route-monitor.ts";
import { writeRouteSignal } from "./route-signal.ts";
import { prepare, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";

/**
 * Has the judge hear that the routes of which it heard before and that the config has no more are gone:
 * nothing will ever be taken by them, so that nothing else would close their incidents.
 */
export function withdrawRoutes(store: Store, routes: readonly string[], { by, now }: Deed): void {
  const known = prepare(store, "SELECT name FROM monitors WHERE name GLOB ?");
  const names = known.all(routeMonitorName("*")) as [string][];
  const told = { state: "gone", at: now, host: by.host ?? "", reason: null } as const;
  for (const [name] of names) {
    const route = routeOfMonitor(name);
    if (route !== null && !routes.includes(route)) writeRouteSignal(store, { ...told, route });
  }
}
