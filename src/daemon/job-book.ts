import type { Config } from "../config/config.ts";
import type { PipeSource } from "../process/pipes.ts";
import { recorderIdentity } from "../recorder/host-facts.ts";
import { listJobs, type ListedJob } from "./job-list.ts";
import { prepareJob, type PreparedJob } from "./prepare-job.ts";
import { envFileSignature, readEnvFile } from "./secret-values.ts";
import type { WatcherWorld } from "./world.ts";

/** The jobs of the config in force, looked up when they are first due. */
export interface JobBook {
  readonly setConfig: (config: Config | null) => void;
  /** Forgets what was looked up, where the file with the secrets has changed. */
  readonly refresh: () => void;
  readonly list: (monitor: string) => ListedJob | null;
  readonly find: (monitor: string) => PreparedJob | null;
}

/** So long what was looked up of users, directories and files is taken for granted. */
const lookUpEvery = 10_000;

export function createJobBook(world: WatcherWorld, pipes: PipeSource): JobBook {
  const shared = { pipes, recorder: recorderIdentity() };
  let config: Config | null = null;
  let jobs: ReadonlyMap<string, ListedJob> = new Map();
  let signature = "";
  let source = { environment: world.environment, file: new Map() as ReadonlyMap<string, string> };
  let lookedUpAt = Number.NEGATIVE_INFINITY;
  const prepared = new Map<string, PreparedJob>();

  return {
    setConfig: (given) => {
      config = given;
      jobs = given === null ? new Map() : listJobs(given, world.host);
      prepared.clear();
      signature = given === null ? "" : envFileSignature(given.envFile);
      source = { ...source, file: given === null ? new Map() : readEnvFile(given.envFile) };
    },
    refresh: () => {
      const now = world.clock.monotonic();
      if (config === null || now - lookedUpAt < lookUpEvery) return;
      lookedUpAt = now;
      prepared.clear();
      const current = envFileSignature(config.envFile);
      if (current === signature) return;
      signature = current;
      source = { ...source, file: readEnvFile(config.envFile) };
    },
    list: (monitor) => jobs.get(monitor) ?? null,
    find: (monitor) => {
      const known = prepared.get(monitor);
      if (known !== undefined) return known;
      const listed = jobs.get(monitor);
      if (listed === undefined || config === null) return null;
      const made = prepareJob(listed, config, source, world, shared);
      prepared.set(monitor, made);
      return made;
    },
  };
}
