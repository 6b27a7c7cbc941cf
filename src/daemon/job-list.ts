import type { Config } from "../config/config.ts";
import { stableJitter } from "../domain/every.ts";
import type { Schedule } from "../domain/facts.ts";
import type { Job } from "../domain/job.ts";
import type { Monitor } from "../domain/monitor.ts";
import { scheduleOf } from "../domain/schedule.ts";
import type { Milliseconds } from "../base/duration.ts";
import { monitorsOn } from "./config-to-apply.ts";

/** A job of the config in force that has a cadence, with its slots. */
export interface ListedJob {
  readonly monitor: Monitor;
  readonly job: Job;
  readonly schedule: Schedule & { readonly kind: "fixed" };
  readonly offsetMs: Milliseconds;
}

export function listJobs(config: Config, host: string): ReadonlyMap<string, ListedJob> {
  const jobs = new Map<string, ListedJob>();
  for (const monitor of monitorsOn(config, host)) {
    const { job } = monitor;
    if (job === null) continue;
    const schedule = scheduleOf(monitor, host);
    if (schedule.kind !== "fixed") continue;
    jobs.set(monitor.name, { monitor, job, schedule, offsetMs: offsetOf(monitor, job, host) });
  }
  return jobs;
}

/** With `every:` the jitter is in the slots themselves. */
function offsetOf({ name, cadence }: Monitor, { jitterMs }: Job, host: string): Milliseconds {
  if (cadence.kind !== "cron" || jitterMs === null || jitterMs < 1_000) return 0;
  return stableJitter(host, name, jitterMs);
}
