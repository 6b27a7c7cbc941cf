/** Where a config may be. `named`: somebody asked for this very file, so that it must be there. */
export interface ConfigPlace {
  readonly file: string;
  readonly named: boolean;
}

export interface PlaceRequest {
  /** The value of `--config`. */
  readonly option: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's home directory, where it is known. */
  readonly home: string | undefined;
}

/**
 * The places in which the config is looked for, first one first; a named one is the only one.
 * Never the current directory: its probes would run as whoever stands in it.
 */
export function configPlaces({ option, environment, home }: PlaceRequest): readonly ConfigPlace[] {
  const named = [option, environment["LUOTA_CONFIG"]].find(
    (each) => each !== undefined && each !== "",
  );
  if (named !== undefined) return [{ file: named, named: true }];
  return [...userPlace(environment, home), "/etc/luota/luota.yaml"].map((file) => ({
    file,
    named: false,
  }));
}

/** A relative XDG_CONFIG_HOME is no place, as its specification says. */
function userPlace(environment: PlaceRequest["environment"], home: string | undefined): string[] {
  const given = environment["XDG_CONFIG_HOME"] ?? "";
  const base = given.startsWith("/") ? given : home?.startsWith("/") ? `${home}/.config` : null;
  return base === null ? [] : [`${base.replace(/\/+$/u, "")}/luota/luota.yaml`];
}
