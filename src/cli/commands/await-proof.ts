import { setTimeout as pause } from "node:timers/promises";
import type { Milliseconds } from "../../base/duration.ts";
import { exitCode } from "../../base/exit-code.ts";
import { ok, type Result } from "../../base/result.ts";
import { routeDigest } from "../../deliver/route-digest.ts";
import type { Route } from "../../domain/route.ts";
import type { RouteRecord } from "../../domain/route-record.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { interruptible } from "../interruption.ts";
import { jsonText } from "../view/json.ts";
import type { Done, Scene } from "./scene.ts";

export interface Asked {
  readonly route: Route;
  readonly code: string;
  /** Who proves it by typing the code. */
  readonly by: string;
  readonly waitMs: Milliseconds;
  readonly json: boolean;
  /** Asks a person at the terminal; null where there is none. */
  readonly ask: ((question: string, until: AbortSignal) => Promise<string | null>) | null;
}

/** Waits until somebody presses the link or types the code, or until the time is over. */
export async function awaitProof(asked: Asked, scene: Scene): Done {
  const { route, waitMs, json, ask } = asked;
  const { terminal } = scene.io;
  const since = scene.io.now();
  const proved = await interruptible(async (interrupted) => {
    const over = new AbortController();
    const until = AbortSignal.any([interrupted, over.signal, AbortSignal.timeout(waitMs)]);
    if (ask === null) return await pressed(route, since, scene, until);
    const typing = typed(asked, ask, scene, until);
    const pressing = pressed(route, since, scene, until);
    const first = await Promise.race([typing, pressing]);
    over.abort();
    await Promise.allSettled([typing, pressing]);
    return first;
  });
  if (!proved.ok) return proved;
  const record = proved.value;
  if (record === null) {
    terminal.err(`luota: nobody answered through ${route.name}, so it is not proved`);
    return ok(exitCode.notWatched);
  }
  const by = record.provedBy ?? "somebody";
  const provedAt = new Date(record.provedAt ?? since).toISOString();
  const words = `${route.name} is proved: ${by} answered through it\n`;
  terminal.out(json ? jsonText({ route: route.name, provedBy: by, provedAt }) : words);
  return ok(exitCode.done);
}

type Proved = Promise<Result<RouteRecord | null, StoreFailure>>;

const lookEveryMs = 500;

/** Through the link, as the watcher that answers it keeps it. */
async function pressed(
  { name, target }: Route,
  since: number,
  { watch }: Scene,
  until: AbortSignal,
): Proved {
  const digest = routeDigest(target);
  for (;;) {
    const known = await watch.routes();
    if (!known.ok) return known;
    const record = known.value.find((each) => each.route === name && each.digest === digest);
    if (record !== undefined && (record.provedAt ?? 0) >= since) return ok(record);
    if (until.aborted) return ok(null);
    await pause(lookEveryMs, undefined, { signal: until }).catch(() => undefined);
  }
}

const mostTries = 5;

/** By the code that only the message holds. */
async function typed(
  asked: Asked,
  ask: NonNullable<Asked["ask"]>,
  { watch, actor, io }: Scene,
  until: AbortSignal,
): Proved {
  const { route, code, by } = asked;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await ask("the code in the message (or press its link): ", until);
    if (answer === null) return ok(null);
    if (answer.replaceAll(/\s/gu, "") !== code) {
      io.terminal.err("luota: that is not the code");
      continue;
    }
    const news = { kind: "proved", by } as const;
    const note = { route: route.name, digest: routeDigest(route.target), news };
    return await watch.noteRoute(note, { by: actor, now: io.now() });
  }
  return ok(null);
}
