import { fail, ok, type Result } from "../base/result.ts";
import type { AppliedConfig } from "../store/config-in-force.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Configuring } from "../store/watch.ts";
import type { NotLoaded } from "./load-files.ts";
import type { WatcherWorld } from "./world.ts";

export interface Applied {
  readonly config: AppliedConfig;
  readonly files: readonly string[];
}

/** Why no new config came into force; the one before stays. */
export type NotApplied = NotLoaded | { readonly kind: "store"; readonly failure: StoreFailure };

/** Reads the files of the config, and puts it in force where it is sound. */
export async function applyFiles(
  watch: Configuring,
  { load, actor, clock }: Pick<WatcherWorld, "load" | "actor" | "clock">,
): Promise<Result<Applied, NotApplied>> {
  const loaded = await load();
  if (!loaded.ok) return loaded;
  const { config, files } = loaded.value;
  const applied = await watch.applyConfig(config, { by: actor, now: clock.wall() });
  return applied.ok
    ? ok({ config: applied.value, files })
    : fail({ kind: "store", failure: applied.failure });
}
