import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import type { Io } from "../io.ts";
import { hearingWords } from "../view/hearing.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderRoutes, routeToJson } from "../view/routes.ts";
import { readRouteStandings } from "./route-standings.ts";
import type { Done, Scene } from "./scene.ts";
import { withWatch } from "./with-watch.ts";

export interface RoutesOptions {
  readonly store?: string;
  readonly json?: boolean;
}

export const noRoutes =
  "No route is configured: nobody is told anything (routes: in the config, then luota config apply)";

/** `luota routes`: how far each route is known to lead. 69 where nobody would hear of some monitor. */
export async function routes(options: RoutesOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => list(options, scene),
    () => {
      io.terminal.out(options.json === true ? "[]\n" : `${noRoutes}\n`);
      return exitCode.done;
    },
  );
}

async function list(options: RoutesOptions, scene: Scene): Done {
  const { terminal, now } = scene.io;
  const read = await readRouteStandings(scene);
  if (!read.ok) return read;
  const { routes: standings, unheard } = read.value ?? { routes: [], unheard: [] };
  if (options.json === true) terminal.out(jsonText(standings.map(routeToJson)));
  else if (standings.length === 0) terminal.out(`${noRoutes}\n`);
  else terminal.out(renderRoutes(standings, lookOf(terminal), now()));
  const words = hearingWords(standings, unheard);
  if (words !== null && unheard.length > 0) terminal.err(`luota: ${words}${remedy(standings)}`);
  else if (words !== null && options.json !== true) terminal.out(`\n${words}\n`);
  return ok(unheard.length > 0 ? exitCode.notWatched : exitCode.done);
}

function remedy(standings: readonly unknown[]): string {
  return standings.length === 0 ? "" : " (luota routes test NAME sends a message to see)";
}
