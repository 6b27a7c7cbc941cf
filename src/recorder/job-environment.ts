import type { Environment } from "../process/launch.ts";

export interface JobIdentity {
  readonly environment: Environment;
  readonly monitor: string;
  readonly storePath: string;
}

/** What a job learns of its run, so that a `luota` inside it speaks of the same run to the same store. */
export function jobEnvironment(job: JobIdentity, id: string): Environment {
  const { environment } = job;
  return {
    ...environment,
    LUOTA_RUN_ID: id,
    LUOTA_MONITOR: job.monitor,
    LUOTA_ROOT_RUN: environment["LUOTA_ROOT_RUN"] ?? environment["LUOTA_RUN_ID"] ?? id,
    LUOTA_STORE: job.storePath,
  };
}
