import { fail, ok, type Result } from "../base/result.ts";
import { explainFailure } from "../config/explain/explain.ts";
import { loadConfig } from "../config/load.ts";
import type { ConfigPlace } from "../config/places.ts";
import type { Actor } from "../domain/audit.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Deed } from "../store/deed.ts";
import type { Configuring } from "../store/watch.ts";
import { configToApply } from "./config-to-apply.ts";

/** What came of taking the files of a config. Plain JSON, as is the request. */
export interface Applied {
  readonly number: number;
  /** False: the files say what was in force already. */
  readonly changed: boolean;
  readonly added: number;
  readonly withdrawn: number;
  readonly cadenceChanged: number;
  /** Earlier names whose history stays apart, because the new name had one already. */
  readonly notRenamed: readonly { readonly from: string; readonly to: string }[];
  readonly files: readonly string[];
}

/** Why no new config came into force; the one before stays. */
export type NotApplied =
  | { readonly kind: "no-config"; readonly places: readonly string[] }
  /** Each problem at its place, in words. */
  | { readonly kind: "bad-config"; readonly problems: readonly string[] }
  /** The process that was to read it did not answer. */
  | { readonly kind: "unread"; readonly reason: string }
  | { readonly kind: "store"; readonly failure: StoreFailure };

export interface FilesToApply {
  readonly places: readonly ConfigPlace[];
  readonly hostZone: string;
  readonly host: string;
  /** Whoever watches here. */
  readonly actor: Actor;
}

/** Reads the files of the config, and puts it in force where it is sound. */
export async function applyFiles(
  watch: Pick<Configuring, "applyConfig">,
  { places, hostZone, host, actor }: FilesToApply,
  now: Deed["now"],
): Promise<Result<Applied, NotApplied>> {
  const loaded = loadConfig(places, hostZone);
  if (!loaded.ok) {
    const { failure } = loaded;
    if (failure.kind === "no-config") return fail(failure);
    return fail({ kind: "bad-config", problems: failure.failures.map(explainFailure) });
  }
  const { config, files } = loaded.value;
  const applied = await watch.applyConfig(configToApply(config, host), { by: actor, now });
  if (!applied.ok) return fail({ kind: "store", failure: applied.failure });
  const { changed, added, withdrawn, cadenceChanged, notRenamed } = applied.value;
  return ok({
    number: applied.value.config.number,
    changed,
    added: added.length,
    withdrawn: withdrawn.length,
    cadenceChanged: cadenceChanged.length,
    notRenamed,
    files,
  });
}
