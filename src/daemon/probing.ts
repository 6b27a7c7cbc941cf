import { spawn } from "node:child_process";
import { Socket } from "node:net";
import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Config } from "../config/config.ts";
import type { Json } from "../base/json.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { PlannedLook } from "../store/look.ts";
import { planLooks, readNextLook } from "../store/looks.ts";
import { releaseLooks } from "../store/readings.ts";
import { readSight } from "../store/sight.ts";
import { attempt, type Store } from "../store/store.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { sha256Hex } from "../text/digest.ts";
import { monitorsOn } from "./config-to-apply.ts";
import { proberEnvironment } from "./prober-environment.ts";
import type { Rules } from "./rules.ts";
import { backOff } from "./wake.ts";
import type { WatcherWorld } from "./world.ts";

/** Has a process of its own look at what is due: no look ever holds up the watcher. */
export interface Probing {
  /** Starts that process where something is due. `news`: something was written since the last time. */
  readonly turn: (now: EpochMilliseconds, news: boolean) => Result<void, StoreFailure>;
}

/** Whether a process that looks has died is looked at this often. */
const releaseEvery: Milliseconds = 5_000;

/** So much of what that process says is told. */
const mostSaid = 20;

/** `tells`: this process stays, to tell what that one says of its own troubles. */
export function createProbing(
  store: Store,
  rules: () => Rules,
  world: WatcherWorld,
  tells: boolean,
): Probing {
  const { clock, log } = world;
  let planned = -1;
  let nextAt: EpochMilliseconds | null = null;
  let asked = true;
  let releasedAt = Number.NEGATIVE_INFINITY;
  let isLooking = false;
  let failures = 0;
  let notBefore = Number.NEGATIVE_INFINITY;

  function send(config: Config): void {
    isLooking = true;
    const [program = "", ...rest] = world.probeWords;
    const child = spawn(program, [...rest, "--sent-by", String(process.pid)], {
      env: proberEnvironment(world.environment, config),
      stdio: ["ignore", "ignore", tells ? "pipe" : "ignore"],
      detached: true,
    });
    const said: string[] = [];
    child.stderr?.on("data", (piece: Buffer) => {
      if (said.length < mostSaid) said.push(piece.toString());
    });
    // It may outlive this process, which does not wait for it.
    if (child.stderr instanceof Socket) child.stderr.unref();
    const end = (failure: string | null): void => {
      isLooking = false;
      asked = true;
      releasedAt = Number.NEGATIVE_INFINITY;
      failures = failure === null ? 0 : failures + 1;
      if (failure === null) return;
      notBefore = clock.monotonic() + backOff(failures);
      const words = said.length === 0 ? "" : `: ${said.join("").trim()}`;
      log("error", "prober-failed", `the process that looks ${failure}${words}`, { failures });
    };
    child.on("error", (error) => {
      end(`can't be started: ${error.message}`);
    });
    child.on("close", (code, signal) => {
      end(code === 0 ? null : `ended with ${signal ?? `exit code ${code ?? "unknown"}`}`);
    });
    child.unref();
  }

  return {
    turn: (now, news) => {
      const { number, config } = rules();
      if (number !== planned) {
        const looks = config === null ? [] : looksOf(config, world.host);
        const done = planLooks(store, looks, now);
        if (!done.ok) return done;
        planned = number;
        asked = true;
      }
      if (clock.monotonic() >= releasedAt + releaseEvery) {
        const released = releaseLooks(store, readSight(), now);
        if (!released.ok) return released;
        releasedAt = clock.monotonic();
        if (released.value > 0) asked = true;
      }
      if (isLooking || config === null) return ok(undefined);
      if (asked || news || (nextAt !== null && nextAt <= now)) {
        const next = attempt(store, () => readNextLook(store));
        if (!next.ok) return next;
        asked = false;
        nextAt = next.value;
      }
      const isDue = nextAt !== null && nextAt <= now;
      if (isDue && clock.monotonic() >= notBefore) send(config);
      return ok(undefined);
    },
  };
}

/** What is to be looked at again and again on this host. */
function looksOf(config: Config, host: string): readonly PlannedLook[] {
  return monitorsOn(config, host).flatMap(({ name, freshness, surroundings }) => {
    if (freshness === null) return [];
    const { probe, lookEveryMs: everyMs } = freshness;
    // Plain data, which an interface can't say to the compiler.
    const digest = sha256Hex(canonicalJson({ probe, surroundings } as unknown as Json));
    return [{ monitor: name, everyMs, digest }];
  });
}
