import type { Milliseconds } from "../../base/duration.ts";
import { plainSurroundings, type Job, type Surroundings } from "../../domain/job.ts";
import type { DriftRule, Monitor } from "../../domain/monitor.ts";
import { writeDuration } from "../units.ts";
import { writeEvidence } from "./evidence.ts";
import { said, type Plain, type PlainMap } from "./plain.ts";
import { writeProbe } from "./probe.ts";
import { writeValues } from "./route.ts";

export function writeMonitor(monitor: Monitor): PlainMap {
  const { cadence, freshness, exitCodes } = monitor;
  return said({
    promise: monitor.promise,
    owner: monitor.owner,
    runbook: monitor.runbook,
    severity: monitor.severity,
    cron: cadence.kind === "cron" ? cadence.pattern : null,
    timezone: cadence.kind === "cron" ? cadence.timezone : null,
    every: cadence.kind === "every" ? writeDuration(cadence.everyMs) : null,
    grace: orNull(monitor.graceMs),
    early: orNull(monitor.earlyMs),
    timeout: orNull(monitor.timeoutMs),
    finishWithin: orNull(monitor.finishWithinMs),
    minDuration: orNull(monitor.minDurationMs),
    failureThreshold: monitor.failureThreshold,
    exitCodes: said({ ok: exitCodes.ok, warn: exitCodes.warn, skip: exitCodes.skip }),
    warnLimit: monitor.warnLimit,
    ...writeEvidence(monitor.evidence),
    drift: writeDrift(monitor.drift),
    freshness:
      freshness === null
        ? null
        : said({
            ...writeProbe(freshness.probe),
            lookEvery: writeDuration(freshness.lookEveryMs),
          }),
    whenOff: monitor.whenOff,
    resolve: monitor.resolve,
    remind: monitor.remindMs === null ? "never" : writeDuration(monitor.remindMs),
    routes: monitor.routes,
    reporters: monitor.reporters,
    hosts: monitor.hosts,
    drillEvery: orNull(monitor.drillEveryMs),
    was: monitor.was,
    ...(monitor.job === null ? writeSurroundings(monitor.surroundings) : writeJob(monitor.job)),
  });
}

function writeDrift(rule: DriftRule | undefined): Plain | null {
  if (rule === undefined) return null;
  return rule.numbers === null ? rule.mode : said({ mode: rule.mode, numbers: rule.numbers });
}

function writeSurroundings({ user, cwd, shell, env }: Surroundings): PlainMap {
  const usual = shell === plainSurroundings.shell;
  return said({ user, cwd, shell: usual ? null : shell, env: writeValues(env) });
}

function writeJob(job: Job): PlainMap {
  return said({
    command: job.command,
    // A list is started without a shell, and says so by having none.
    shell: typeof job.command === "string" ? job.shell : null,
    user: job.user,
    cwd: job.cwd,
    env: writeValues(job.env),
    nice: job.nice,
    overlap: job.overlap,
    retry: { attempts: job.retry.attempts, backoff: writeDuration(job.retry.backoffMs) },
    catchUp: job.catchUp,
    jitter: orNull(job.jitterMs),
    isolate: job.isolate,
  });
}

function orNull(duration: Milliseconds | null): string | null {
  return duration === null ? null : writeDuration(duration);
}
