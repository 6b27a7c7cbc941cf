import { fail, ok, type Result } from "../base/result.ts";
import { explainFailure } from "../config/explain/explain.ts";
import { loadConfig } from "../config/load.ts";
import type { ConfigPlace } from "../config/places.ts";
import type { ConfigToApply } from "../store/config-in-force.ts";
import { configToApply } from "./config-to-apply.ts";

/** A sound config, as the store is to keep it. */
export interface LoadedFiles {
  readonly config: ConfigToApply;
  readonly files: readonly string[];
}

export type NotLoaded =
  | { readonly kind: "no-config"; readonly places: readonly string[] }
  /** Each problem at its place, in words. */
  | { readonly kind: "bad-config"; readonly problems: readonly string[] }
  /** The process that was to read it did not answer. */
  | { readonly kind: "unread"; readonly reason: string };

export interface FilesToLoad {
  readonly places: readonly ConfigPlace[];
  readonly hostZone: string;
  readonly host: string;
}

/** Reads the files of the config; every problem at once, in words. Plain JSON, both ways. */
export function loadFiles({ places, hostZone, host }: FilesToLoad): Result<LoadedFiles, NotLoaded> {
  const loaded = loadConfig(places, hostZone);
  if (loaded.ok) {
    const { config, files } = loaded.value;
    return ok({ config: configToApply(config, host), files });
  }
  const { failure } = loaded;
  if (failure.kind === "no-config") return fail(failure);
  return fail({ kind: "bad-config", problems: failure.failures.map(explainFailure) });
}
