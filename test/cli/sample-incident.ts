import type { WholeIncident } from "../../src/cli/view/incident.ts";
import type { Standing } from "../../src/cli/view/standing.ts";
import type { BreakDetail } from "../../src/domain/cause.ts";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import type { Incident } from "../../src/domain/incident.ts";
import { now } from "./sample-run.ts";

const minute = 60_000;

const detail: BreakDetail = {
  slot: now - 17 * minute,
  run: null,
  outcome: null,
  missing: [],
  because: null,
  inRow: 1,
  lastGood: { run: "7k2mabcd12345678", at: now - 92 * minute },
};

/** An incident that opened 14 minutes ago; each test changes what it is about. */
export function sampleIncident(change: Partial<Incident> = {}): Incident {
  const at = now - 14 * minute;
  return {
    monitor: "billing-sync",
    drill: null,
    severity: 2,
    state: "opened",
    kind: "missed",
    happenedAt: at,
    noticedAt: at,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolution: null,
    causes: [{ kind: "missed", since: at, until: null, endedBy: null, count: 1, detail }],
    occurrences: 1,
    reopenings: 0,
    flapping: false,
    healthyInRow: 0,
    brokenAt: at,
    remindAt: null,
    revision: 1,
    ...change,
  };
}

/** The same with all that the config and the store know of it; `evil` stands wherever text comes from outside. */
export function wholeIncident(change: Partial<Incident> = {}, evil = ""): WholeIncident {
  const incident = sampleIncident(change);
  const { happenedAt: at, noticedAt } = incident;
  return {
    number: 17,
    incident,
    rules: {
      promise: `Stripe invoices are reflected in customer access${evil}`,
      runbook: `https://wiki.acme.example/${"very-long-".repeat(20)}${evil}`,
      resolve: "auto",
    },
    owner: `Revenue operations${evil}`,
    routes: ["ops-slack"],
    notices: [],
    greenSignals: [],
    differences: null,
    timeline: [
      { revision: 1, at, noticedAt, kind: "opened", cause: "missed", detail },
      { revision: 2, at, noticedAt, kind: "acknowledged", by: `Maya${evil}`, note: `yes${evil}` },
    ],
  };
}

export function sampleStanding(change: Partial<Standing> = {}): Standing {
  return {
    verdict: "healthy",
    reasons: [{ kind: "all-well", since: now - minute }],
    configured: true,
    rules: defaultMonitor("billing-sync"),
    owner: null,
    nextDue: now + 9 * minute,
    pausedUntil: null,
    incident: null,
    lastDrillAt: null,
    drillOverdue: false,
    ...change,
  };
}
