import type { BreakDetail } from "../../src/domain/cause.ts";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import type { ChangeWhat, Incident, TimelineEntry } from "../../src/domain/incident.ts";
import type { StoryFacts } from "../../src/domain/story-facts.ts";
import { unknownWorld } from "../../src/domain/world.ts";
import { noDetail } from "../../src/domain/judge-work.ts";

/** An instant of the day on which all of this happens. */
export function at(time: string): number {
  return Date.parse(`2026-11-20T${time}Z`);
}

/** The run of 14:15 missed, noticed at 14:18; told at 14:18:04. */
export function missed(change: Partial<StoryFacts> = {}): StoryFacts {
  const lastGood = { run: "7k2mabcd12345678", at: at("13:00:04") };
  return broken("missed", { slot: at("14:15:00"), lastGood }, change);
}

/** One break of a kind at 14:18:00. */
export function broken(
  kind: Incident["kind"],
  detail: Partial<BreakDetail>,
  change: Partial<StoryFacts> = {},
): StoryFacts {
  const since = at("14:18:00");
  const whole = { ...noDetail, ...detail };
  const incident: Incident = {
    monitor: "billing-sync",
    drill: null,
    severity: 2,
    state: "opened",
    kind,
    happenedAt: since,
    noticedAt: since + 1_000,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolution: null,
    causes: [{ kind, since, until: null, endedBy: null, count: 1, detail: whole }],
    occurrences: 1,
    reopenings: 0,
    flapping: false,
    healthyInRow: 0,
    brokenAt: since,
    remindAt: null,
    revision: 1,
  };
  return {
    store: "s7",
    host: "web-1",
    now: at("14:18:04"),
    kind: "opened",
    number: 17,
    incident,
    timeline: [entry(1, since, { kind: "opened", cause: kind, detail: whole })],
    rules: {
      ...defaultMonitor("billing-sync"),
      promise: "Stripe invoices are reflected in customer access",
      runbook: "https://wiki.acme.example/stripe",
    },
    owner: "Revenue operations",
    run: null,
    lastGood: null,
    world: unknownWorld,
    acknowledgeUrl: "https://ops.acme.example/luota/ack/x",
    ...change,
  };
}

export function entry(revision: number, instant: number, what: ChangeWhat): TimelineEntry {
  return { revision, at: instant, noticedAt: instant, ...what };
}

/** The same story later, with the incident changed. */
export function later(
  facts: StoryFacts,
  change: Partial<Incident>,
  more: Partial<StoryFacts> = {},
): StoryFacts {
  return { ...facts, incident: { ...facts.incident, ...change }, ...more };
}
