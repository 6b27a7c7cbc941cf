import { ok, type Result } from "../../base/result.ts";
import { hearingOf, unheardOf } from "../../domain/hearing.ts";
import { matchesAnyPattern } from "../../domain/name-pattern.ts";
import { couldBeHeard, readinessOf } from "../../domain/readiness.ts";
import { routeDigest } from "../../deliver/route-digest.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { RouteStanding } from "../view/routes.ts";
import type { Scene } from "./scene.ts";

/** How the routes of the config stand now, and the monitors that nobody would hear of. */
export interface RouteStandings {
  readonly routes: readonly RouteStanding[];
  readonly unheard: readonly string[];
}

/** Null where no config is in force. */
export async function readRouteStandings({
  watch,
  rules,
  actor,
  io,
}: Pick<Scene, "watch" | "rules" | "actor" | "io">): Promise<
  Result<RouteStandings | null, StoreFailure>
> {
  const { config } = rules;
  if (config === null) return ok(null);
  const known = await watch.routes();
  if (!known.ok) return known;
  const now = io.now();
  const here = config.monitors.filter(({ hosts }) => matchesAnyPattern(hosts, actor.host ?? ""));
  const hearing = hearingOf({ ...config, monitors: here });
  const routes = config.routes.map((route): RouteStanding => {
    const record = known.value.find((each) => each.route === route.name) ?? null;
    const digest = routeDigest(route.target);
    const hears = hearing.filter((each) => each.routes.includes(route.name));
    return {
      ...{ route, record: record?.digest === digest ? record : null },
      readiness: readinessOf(record, digest, now),
      monitors: hears.map(({ monitor }) => monitor),
    };
  });
  const heard = new Set(
    routes.filter(({ readiness }) => couldBeHeard(readiness)).map(({ route }) => route.name),
  );
  return ok({ routes, unheard: unheardOf(hearing, (route) => heard.has(route)) });
}
