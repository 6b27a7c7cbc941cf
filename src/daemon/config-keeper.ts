import type { Milliseconds } from "../base/duration.ts";
import type { Configuring } from "../store/watch.ts";
import { lookAtConfigFiles } from "./config-files.ts";
import { noteFiles, type Seen } from "./reload.ts";
import { tellApplied, tellNotApplied } from "./tell-config.ts";
import type { WatcherWorld } from "./world.ts";

/** Keeps the config in force up to what its files say. */
export interface ConfigKeeper {
  /** Takes the files as they are now. */
  readonly take: () => Promise<void>;
  /** Takes them where they changed and have rested. */
  readonly takeRested: () => Promise<void>;
}

const lookEvery: Milliseconds = 1_000;

export function createConfigKeeper(watch: Configuring, world: WatcherWorld): ConfigKeeper {
  const { log, clock } = world;
  let seen: Seen = { taken: "", pending: null };
  let lookAt = clock.monotonic();

  async function take(): Promise<void> {
    seen = { taken: lookAtConfigFiles(world.configPlaces).signature, pending: null };
    const applied = await world.applyFiles(watch);
    if (applied.ok) tellApplied(applied.value, log);
    else tellNotApplied(applied.failure, log, world.describeStoreFailure);
    // Where the files are not to blame, they are taken once more.
    if (!applied.ok && (applied.failure.kind === "store" || applied.failure.kind === "unread"))
      seen = { taken: "?", pending: null };
  }

  return {
    take,
    takeRested: async () => {
      const now = clock.monotonic();
      if (now < lookAt) return;
      lookAt = now + lookEvery;
      const { signature } = lookAtConfigFiles(world.configPlaces);
      const noted = noteFiles(seen, signature, now);
      seen = noted.seen;
      if (noted.take) await take();
    },
  };
}
