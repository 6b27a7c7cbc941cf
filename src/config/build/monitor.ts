import type { Cadence } from "../../domain/cadence-type.ts";
import { defaultMonitor, defaultRemindMs } from "../../domain/default-monitor.ts";
import type { Monitor, Severity } from "../../domain/monitor.ts";
import type { Owner } from "../../domain/owner.ts";
import type { Complain } from "../entry.ts";
import type { RawDefaults, RawMonitor } from "../shape/monitor.ts";
import { listOf } from "../shape/section.ts";
import { checkMonitor } from "./check-monitor.ts";
import { buildDrift } from "./drift.ts";
import { buildSteps } from "./evidence.ts";
import { buildExitCodes } from "./exit-codes.ts";
import { buildFreshness } from "./freshness.ts";
import { buildJob, buildSurroundings } from "./job.ts";

export interface MonitorContext {
  readonly defaults: RawDefaults;
  readonly timezone: string;
  readonly owners: ReadonlyMap<string, Owner>;
}

/** A monitor with every default in place; what it says of itself comes before `defaults`. */
export function buildMonitor(
  name: string,
  raw: RawMonitor,
  context: MonitorContext,
  complain: Complain,
): Monitor {
  checkMonitor(raw, context.defaults, complain);
  const given = { ...context.defaults, ...raw };
  const quiet = defaultMonitor(name);
  const owner = given.owner ?? null;
  return {
    name,
    was: listOf(given.was),
    promise: given.promise?.replaceAll(/\s+/gu, " ") ?? null,
    owner,
    runbook: given.runbook ?? null,
    severity: (given.severity as Severity | undefined) ?? quiet.severity,
    cadence: buildCadence(raw, given.timezone ?? context.timezone),
    graceMs: given.grace ?? null,
    earlyMs: given.early ?? null,
    timeoutMs: given.timeout ?? null,
    finishWithinMs: given.finishWithin ?? null,
    minDurationMs: given.minDuration ?? null,
    failureThreshold: given.failureThreshold ?? quiet.failureThreshold,
    exitCodes: buildExitCodes(given.exitCodes),
    warnLimit: given.warnLimit ?? null,
    evidence: buildSteps(raw, complain),
    ...(given.drift === undefined ? {} : { drift: buildDrift(given.drift) }),
    whenOff: given.whenOff ?? quiet.whenOff,
    resolve: given.resolve ?? quiet.resolve,
    remindMs: given.remind === undefined ? remindOf(owner, context) : given.remind,
    routes: given.routes === undefined ? null : listOf(given.routes),
    reporters: listOf(given.reporters),
    hosts: listOf(given.hosts),
    drillEveryMs: given.drillEvery ?? null,
    freshness: raw.freshness === undefined ? null : buildFreshness(raw.freshness, complain),
    surroundings: buildSurroundings(raw, context.defaults),
    job: buildJob(raw, context.defaults, complain),
  };
}

function buildCadence(raw: RawMonitor, timezone: string): Cadence {
  if (raw.cron !== undefined) return { kind: "cron", pattern: raw.cron, timezone };
  return raw.every === undefined ? { kind: "none" } : { kind: "every", everyMs: raw.every };
}

function remindOf(owner: string | null, context: MonitorContext): number | null {
  const known = owner === null ? undefined : context.owners.get(owner);
  return known === undefined ? defaultRemindMs : known.remindMs;
}
