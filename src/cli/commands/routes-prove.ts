import { randomInt } from "node:crypto";
import { parseDuration, type Milliseconds } from "../../base/duration.ts";
import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { createLinks, linkBase } from "../../http/links.ts";
import { readSeal } from "../../http/open-answering.ts";
import { askLine } from "../ask.ts";
import { quote } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import { lookOf } from "../view/look.ts";
import { renderTry } from "../view/try.ts";
import { awaitProof } from "./await-proof.ts";
import { findRoute } from "./find-route.ts";
import { noRoutes, type RoutesOptions } from "./routes.ts";
import { describeSecret, sendAndNote } from "./routes-test.ts";
import type { Done, Scene } from "./scene.ts";
import { testMessages } from "./test-message.ts";
import { withWatch } from "./with-watch.ts";

export interface ProveOptions extends RoutesOptions {
  readonly by?: string;
  readonly wait: string;
}

/** `luota routes prove NAME`: a person says that a message by it reached them. 69 where none does. */
export async function routesProve(name: string, options: ProveOptions, io: Io): Promise<number> {
  const wait = parseDuration(options.wait);
  if (!wait.ok) {
    io.terminal.err(`luota: --wait: ${quote(options.wait)} is no length of time such as 10m`);
    return exitCode.usage;
  }
  return await withWatch(
    options,
    io,
    (scene) => prove(name, options, wait.value, scene),
    () => {
      io.terminal.err(`luota: ${noRoutes}`);
      return exitCode.usage;
    },
  );
}

async function prove(
  name: string,
  options: ProveOptions,
  waitMs: Milliseconds,
  scene: Scene,
): Done {
  const { store, watch, actor, io } = scene;
  const { terminal } = io;
  const found = findRoute(name, scene);
  if (found === null) return ok(exitCode.usage);
  const { route, config } = found;
  const publicUrl = linkBase(config);
  if (!terminal.interactive && publicUrl === null) {
    terminal.err(
      "luota: nobody could answer: there is no terminal to type the code on, and no link (listen: and publicUrl: in the config)",
    );
    return ok(exitCode.usage);
  }
  const now = io.now();
  const seal = await readSeal(store, watch, { by: actor, now });
  if (!seal.ok) return seal;
  const links = createLinks({ ...seal.value, publicUrl, routes: [route] });
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const by = options.by ?? actor.user ?? "somebody";
  const text = `${by} on ${actor.host ?? "this host"} asks whether this reaches you. Nothing is broken. Please answer, so that alerts by this route are known to be heard.`;
  const proveUrl = (recipient: string) => links.prove(name, recipient, now);
  const messages = testMessages(found, { text, code, proveUrl }, scene);
  const tried = await sendAndNote(found, messages, scene);
  if (!tried.ok) {
    if (tried.failure.kind !== "no-secret") return { ok: false, failure: tried.failure };
    terminal.err(`luota: ${describeSecret(name, tried.failure)}`);
    return ok(exitCode.notWatched);
  }
  const look = lookOf(terminal);
  terminal.err(
    tried.value
      .map((each) => renderTry(name, each, look))
      .join("")
      .trimEnd(),
  );
  // What gave no answer may still have arrived.
  const hopeless = tried.value.every(
    ({ outcome: { kind } }) => kind === "refused" || kind === "try-later",
  );
  if (hopeless) return ok(exitCode.notWatched);
  const ask = terminal.interactive ? askLine : null;
  return await awaitProof({ route, code, by, waitMs, ask, json: options.json === true }, scene);
}
