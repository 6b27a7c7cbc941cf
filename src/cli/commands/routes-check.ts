import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { formatDuration } from "../../base/duration.ts";
import { unreachable } from "../../base/unreachable.ts";
import { systemClock } from "../../daemon/clock.ts";
import { reachRoute, withRoute } from "../../daemon/try-route.ts";
import { routeDigest } from "../../deliver/route-digest.ts";
import type { Reach } from "../../deliver/sender.ts";
import type { RouteNews } from "../../domain/route-record.ts";
import { readLaunch } from "../../process/launch.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { interruptible } from "../interruption.ts";
import type { Io } from "../io.ts";
import { jsonText } from "../view/json.ts";
import { findRoute } from "./find-route.ts";
import { noRoutes, type RoutesOptions } from "./routes.ts";
import { describeSecret } from "./routes-test.ts";
import type { Done, Scene } from "./scene.ts";
import { withWatch } from "./with-watch.ts";

/** `luota routes check NAME`: whether the other end answers; nobody gets a message. */
export async function routesCheck(name: string, options: RoutesOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => check(name, options, scene),
    () => {
      io.terminal.err(`luota: ${noRoutes}`);
      return exitCode.usage;
    },
  );
}

async function check(name: string, options: RoutesOptions, scene: Scene): Done {
  const { watch, actor, io } = scene;
  const found = findRoute(name, scene);
  if (found === null) return ok(exitCode.usage);
  const { route, config } = found;
  const world = { environment: readLaunch(io.environment).env, clock: systemClock };
  const reached = await withRoute(route, config, world, (hand) =>
    interruptible((signal) =>
      reachRoute(hand, AbortSignal.any([signal, AbortSignal.timeout(mostMs)])),
    ),
  );
  if (!reached.ok) {
    io.terminal.err(`luota: ${describeSecret(name, reached.failure)}`);
    return ok(exitCode.notWatched);
  }
  const reach = reached.value;
  const news = newsOf(reach);
  if (news !== null) {
    const note = { route: name, digest: routeDigest(route.target), news };
    const noted = await watch.noteRoute(note, { by: actor, now: io.now() });
    if (!noted.ok) return noted;
  }
  const json = options.json === true;
  io.terminal.out(json ? jsonText({ route: name, ...reach }) : `${name} ${reachWords(reach)}\n`);
  return ok(reach.kind === "unreached" ? exitCode.notWatched : exitCode.done);
}

const mostMs = 30_000;

function newsOf(reach: Reach): RouteNews | null {
  switch (reach.kind) {
    case "reached":
      return { kind: "reached" };
    case "unreached":
      return { kind: "unreached", reason: reach.reason };
    case "untold":
      return null;
    default:
      return unreachable(reach);
  }
}

function reachWords(reach: Reach): string {
  switch (reach.kind) {
    case "reached":
      return `answers in ${formatDuration(reach.tookMs)}: ${neutraliseLine(reach.text)}`;
    case "unreached":
      return `does not answer: ${neutraliseLine(reach.reason)}`;
    case "untold":
      return "can't be asked without a message: luota routes test sends one";
    default:
      return unreachable(reach);
  }
}
