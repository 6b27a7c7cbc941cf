import { exitCode } from "../../base/exit-code.ts";
import { ok, type Result } from "../../base/result.ts";
import { systemClock } from "../../daemon/clock.ts";
import type { SecretFailure } from "../../daemon/secret-values.ts";
import { newsOfTries, tryRoute, withRoute, type Try } from "../../daemon/try-route.ts";
import { routeDigest } from "../../deliver/route-digest.ts";
import type { Message } from "../../domain/message.ts";
import { readLaunch } from "../../process/launch.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { interruptible } from "../interruption.ts";
import type { Io } from "../io.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderTry, tryToJson } from "../view/try.ts";
import { findRoute, type FoundRoute } from "./find-route.ts";
import { noRoutes, type RoutesOptions } from "./routes.ts";
import type { Done, Scene } from "./scene.ts";
import { testMessages } from "./test-message.ts";
import { withWatch } from "./with-watch.ts";

/** `luota routes test NAME`: really sends, and shows the receipt. 69 where it was not taken. */
export async function routesTest(name: string, options: RoutesOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => test(name, options, scene),
    () => {
      io.terminal.err(`luota: ${noRoutes}`);
      return exitCode.usage;
    },
  );
}

async function test(name: string, options: RoutesOptions, scene: Scene): Done {
  const found = findRoute(name, scene);
  if (found === null) return ok(exitCode.usage);
  const { terminal } = scene.io;
  const by = scene.actor.user ?? "somebody";
  const text = `A test of the route ${name}, sent by ${by} on ${scene.actor.host ?? "this host"}. Nothing is broken, and there is nothing to do.`;
  const words = { text, code: null, proveUrl: () => null };
  const tried = await sendAndNote(found, testMessages(found, words, scene), scene);
  if (!tried.ok) {
    if (tried.failure.kind !== "no-secret") return { ok: false, failure: tried.failure };
    terminal.err(`luota: ${describeSecret(name, tried.failure)}`);
    return ok(exitCode.notWatched);
  }
  const look = lookOf(terminal);
  terminal.out(
    options.json === true
      ? jsonText(tried.value.map(tryToJson))
      : tried.value.map((each) => renderTry(name, each, look)).join(""),
  );
  const taken = tried.value.every(({ outcome }) => outcome.kind === "delivered");
  return ok(taken ? exitCode.done : exitCode.notWatched);
}

/** Sends the messages of a test, and keeps what they taught of the route. */
export async function sendAndNote(
  found: FoundRoute,
  messages: readonly Message[],
  scene: Scene,
): Promise<Result<readonly Try[], StoreFailure | SecretFailure>> {
  const { route, config } = found;
  const { watch, actor, io } = scene;
  const world = { environment: readLaunch(io.environment).env, clock: systemClock };
  const tried = await withRoute(route, config, world, (hand) =>
    interruptible((signal) => tryRoute(hand, messages, systemClock, signal)),
  );
  if (!tried.ok) return tried;
  const note = { route: route.name, digest: routeDigest(route.target) };
  const news = newsOfTries(tried.value);
  const noted = await watch.noteRoute({ ...note, news }, { by: actor, now: io.now() });
  return noted.ok ? tried : noted;
}

export function describeSecret(route: string, { reference, reason }: SecretFailure): string {
  return `${route} can't be used from here: ${reference}: ${reason} (the watcher may have it: run this as its user)`;
}
