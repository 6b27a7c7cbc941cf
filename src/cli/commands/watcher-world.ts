import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadApart } from "../../daemon/load-apart.ts";
import { loadFiles } from "../../daemon/load-files.ts";
import { createLineWriter } from "../../daemon/log-writer.ts";
import { createLog } from "../../daemon/log.ts";
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
  const files = { places, hostZone: hostZone(), host };
  return {
    clock: systemClock,
    log: createLog({ write: createLineWriter(), now: io.now, human, secrets }),
    environment,
    uid: io.uid,
    actor: { user: userName(io.uid), host },
    host,
    storePath: placeOf(options, io),
    configPlaces: places,
    load: async () =>
      reads === "here"
        ? loadFiles(files)
        : await loadApart([process.argv[1] ?? "", "compile-config"], files, environment),
    runEntry: runEntry(),
    softFileLimit: launch.softFileLimit,
    describeStoreFailure,
  };
}

/** `luota run` as one file where this is a build, else as it is written. */
function runEntry(): string {
  const bundled = join(import.meta.dirname, "..", "..", "run.cjs");
  return existsSync(bundled) ? bundled : join(import.meta.dirname, "..", "run.ts");
}
