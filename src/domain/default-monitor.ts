import { plainSurroundings } from "./job.ts";
import type { Monitor } from "./monitor.ts";

/** How often an open incident that nobody acknowledged is told again, unless said otherwise. */
export const defaultRemindMs = 24 * 60 * 60_000;

/** A monitor of which only the name is known: on demand, and every rule at its quiet default. */
export function defaultMonitor(name: string): Monitor {
  return {
    name,
    was: [],
    promise: null,
    owner: null,
    runbook: null,
    severity: 3,
    cadence: { kind: "none" },
    graceMs: null,
    earlyMs: null,
    timeoutMs: null,
    finishWithinMs: null,
    minDurationMs: null,
    failureThreshold: 1,
    exitCodes: { ok: [0], warn: [], skip: [] },
    warnLimit: null,
    evidence: [],
    whenOff: "tell",
    resolve: "auto",
    remindMs: defaultRemindMs,
    routes: null,
    reporters: [],
    hosts: [],
    drillEveryMs: null,
    freshness: null,
    surroundings: plainSurroundings,
    job: null,
  };
}
