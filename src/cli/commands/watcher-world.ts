import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { applyApart } from "../../daemon/apply-apart.ts";
import { applyFiles } from "../../daemon/apply-files.ts";
import { createLineWriter } from "../../daemon/log-writer.ts";
import { createLog, type Log } from "../../daemon/log.ts";
import { writeSyslog } from "../../daemon/syslog.ts";
import { systemClock } from "../../daemon/clock.ts";
import type { WatcherWorld } from "../../daemon/world.ts";
import { readLaunch } from "../../process/launch.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { userName } from "../../recorder/user-name.ts";
import { secretsFromEnvironment } from "../../text/secrets.ts";
import { describeStoreFailure } from "../complain/store.ts";
import { configWorldOf, hostZone, placesIn } from "../config-world.ts";
import type { Io } from "../io.ts";
import { placeOf } from "./with-store.ts";

export interface WatcherOptions {
  readonly store?: string;
  readonly config?: string;
  readonly log?: "human" | "json";
}

/** The world of the daemon and of `check`, from that of the command. */
export function watcherWorld(
  options: WatcherOptions,
  io: Io,
  reads: "here" | "apart",
): WatcherWorld {
  const { launch, env: environment } = readLaunch(io.environment);
  const host = hostName();
  const secrets = secretsFromEnvironment(environment);
  const human = options.log === undefined ? process.stderr.isTTY : options.log === "human";
  const places = placesIn(configWorldOf(io), options.config);
  const actor = { user: userName(io.uid), host };
  const files = { places, hostZone: hostZone(), host, actor };
  const storePath = placeOf(options, io);
  const log = createLog({ write: createLineWriter(), now: io.now, human, secrets });
  const words = [process.argv[1] ?? "", "apply-files", "--store", storePath];
  return {
    clock: systemClock,
    log,
    environment,
    uid: io.uid,
    actor,
    host,
    storePath,
    configPlaces: places,
    applyFiles: async (watch) =>
      reads === "here"
        ? await applyFiles(watch, files, io.now())
        : await applyApart(words, files, environment),
    runEntry: runEntry(),
    probeWords: [process.execPath, process.argv[1] ?? "", "probe-due", "--store", storePath],
    softFileLimit: launch.softFileLimit,
    describeStoreFailure,
    tellHost: async (lines) => {
      await tellHost(lines, log);
    },
  };
}

/** The last resort: the log of the host, and what this watcher says anyway. */
async function tellHost(lines: readonly string[], log: Log): Promise<void> {
  for (const line of lines) log("error", "undeliverable", line);
  if (!(await writeSyslog(lines)))
    log("warn", "no-syslog", "syslog did not take it: logger failed, or nothing listens");
}

/** `luota run` as one file where this is a build, else as it is written. */
function runEntry(): string {
  const compiled = join(import.meta.dirname, "..", "..", "run-compiled.cjs");
  return existsSync(compiled)
    ? compiled
    : join(import.meta.dirname, "..", `run${extname(import.meta.filename)}`);
}
