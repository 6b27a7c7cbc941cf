import { fail, ok, type Result } from "../base/result.ts";
import { explainFailure } from "../config/explain/explain.ts";
import { loadConfig } from "../config/load.ts";
import type { Actor } from "../domain/audit.ts";
import type { AppliedConfig } from "../store/config-in-force.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Configuring } from "../store/watch.ts";
import { configToApply } from "./config-to-apply.ts";
import type { WatcherWorld } from "./world.ts";

export interface Applied {
  readonly config: AppliedConfig;
  readonly files: readonly string[];
}

/** Why no new config came into force; the one before stays. */
export type NotApplied =
  | { readonly kind: "no-config"; readonly places: readonly string[] }
  /** Each problem at its place, in words. */
  | { readonly kind: "bad-config"; readonly problems: readonly string[] }
  | { readonly kind: "store"; readonly failure: StoreFailure };

/** Reads the files of the config, and puts it in force where it is sound. */
export async function applyFiles(
  watch: Configuring,
  world: Pick<WatcherWorld, "configPlaces" | "hostZone" | "host" | "clock"> & { actor: Actor },
): Promise<Result<Applied, NotApplied>> {
  const loaded = loadConfig(world.configPlaces, world.hostZone);
  if (!loaded.ok) {
    const { failure } = loaded;
    return fail(
      failure.kind === "no-config"
        ? failure
        : { kind: "bad-config", problems: failure.failures.map(explainFailure) },
    );
  }
  const { config, files } = loaded.value;
  const deed = { by: world.actor, now: world.clock.wall() };
  const applied = await watch.applyConfig(configToApply(config, world.host), deed);
  return applied.ok
    ? ok({ config: applied.value, files })
    : fail({ kind: "store", failure: applied.failure });
}
