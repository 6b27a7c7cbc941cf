import type { Config } from "../config/config.ts";
import type { Environment } from "../process/launch.ts";
import { baseEnvironment } from "./job-environment.ts";
import { namesOfReferences } from "./reference-names.ts";

export const threadsVariable = "UV_THREADPOOL_SIZE";

/** How many files are waited for at once; a share that hangs takes one of these each. */
const threads = "16";

/**
 * What the process that looks is given: what a job is, and the variables that probes refer to. No
 * secrets of routes, unless probes name the same.
 */
export function proberEnvironment(environment: Environment, config: Config): Environment {
  const source = { environment, file: new Map<string, string>() };
  const own = baseEnvironment(source, config, null);
  const referred = [...referencesOfProbes(config)].map(
    (name) => [name, environment[name]] as const,
  );
  return { ...own, ...Object.fromEntries(referred), [threadsVariable]: threads };
}

/** The variables that probes, and what looks, refer to. */
export function referencesOfProbes(config: Pick<Config, "monitors">): ReadonlySet<string> {
  const known = found.get(config);
  if (known !== undefined) return known;
  const names = namesOfReferences(
    config.monitors.flatMap(({ freshness, evidence, surroundings }) => [
      ...[freshness?.probe, surroundings.env],
      ...evidence.map(({ proof }) => proof),
    ]),
  );
  found.set(config, names);
  return names;
}

const found = new WeakMap<object, ReadonlySet<string>>();
