import { nearestName } from "../../domain/nearest-name.ts";
import type { Config } from "../../config/config.ts";
import type { Route } from "../../domain/route.ts";
import { quote } from "../complain/quote.ts";
import { noRoutes } from "./routes.ts";
import type { Scene } from "./scene.ts";

export interface FoundRoute {
  readonly route: Route;
  readonly config: Config;
}

/** The route of that name in the config in force; null after it was said that there is none. */
export function findRoute(name: string, { rules, io }: Scene): FoundRoute | null {
  const { config } = rules;
  const route = rules.routeNamed(name);
  if (config !== null && route !== null) return { route, config };
  const names = config?.routes.map((each) => each.name) ?? [];
  if (names.length === 0) {
    io.terminal.err(`luota: ${noRoutes}`);
    return null;
  }
  const near = nearestName(name, names);
  const meant = near === null ? "" : `; did you mean ${near}?`;
  io.terminal.err(
    `luota: the config in force has no route ${quote(name)}${meant} (${names.join(", ")})`,
  );
  return null;
}
