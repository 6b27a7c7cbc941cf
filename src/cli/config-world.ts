import { loadConfig, type LoadedConfig, type LoadFailure } from "../config/load.ts";
import { configPlaces, type ConfigPlace } from "../config/places.ts";
import type { Result } from "../base/result.ts";
import type { Io } from "./io.ts";

/** What the commands on the config need of the world. */
export interface ConfigWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly hostZone: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export function configWorldOf({ environment, terminal }: Io): ConfigWorld {
  return { environment, hostZone: hostZone(), out: terminal.out, err: terminal.err };
}

/** Whose clock is meant where nothing is said. */
export function hostZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Where the config is looked for: in the named file, or in the usual places. */
export function placesIn(world: ConfigWorld, file: string | undefined): readonly ConfigPlace[] {
  const { environment } = world;
  return configPlaces({ option: file, environment, home: environment["HOME"] });
}

export function loadIn(
  world: ConfigWorld,
  file: string | undefined,
): Result<LoadedConfig, LoadFailure> {
  return loadConfig(placesIn(world, file), world.hostZone);
}
