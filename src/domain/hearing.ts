import type { Monitor } from "./monitor.ts";
import type { Owner } from "./owner.ts";
import type { Route } from "./route.ts";

/** Who is told of what breaks, by the config: from monitors to routes. */
export interface Hearing {
  readonly monitor: string;
  /** The routes that hear of it at once. */
  readonly routes: readonly string[];
}

/** For each monitor that is to be told aloud, the routes that hear of it; severity 4 is not. */
export function hearingOf(config: {
  readonly monitors: readonly Monitor[];
  readonly owners: readonly Owner[];
  readonly routes: readonly Route[];
}): readonly Hearing[] {
  const owners = new Map(config.owners.map((owner) => [owner.name, owner]));
  const routes = new Map(config.routes.map((route) => [route.name, route]));
  return config.monitors
    .filter(({ severity }) => severity <= 3)
    .map((monitor) => {
      const owner = monitor.owner === null ? undefined : owners.get(monitor.owner);
      const named = [...new Set(monitor.routes ?? owner?.routes ?? [])];
      // As in what is announced: pagers hear of severity 1 and 2 only.
      const heard = named.filter((name) => {
        const route = routes.get(name);
        return route !== undefined && (!route.pager || monitor.severity <= 2);
      });
      return { monitor: monitor.name, routes: heard };
    });
}

/** The monitors of which nobody would hear now. */
export function unheardOf(
  hearing: readonly Hearing[],
  couldBeHeard: (route: string) => boolean,
): readonly string[] {
  return hearing.filter(({ routes }) => !routes.some(couldBeHeard)).map(({ monitor }) => monitor);
}
