import { toIso } from "../base/time.ts";
import type { Span } from "../domain/facts.ts";
import { cadenceWords } from "../domain/words/cadence.ts";
import { proofDelivery, proofIncident } from "./compose-proof-delivery.ts";
import { proofRepositories, proofRestores } from "./compose-proof-restores.ts";
import {
  proofSchema,
  type PeriodProofDocument,
  type ProofDay,
  type ProofMonitor,
  type ProofRuns,
  type ProofSlots,
} from "./proof-document.ts";
import type { MonitorFacts, ProofFacts } from "./proof-facts.ts";

const dayMs = 86_400_000;

/** Composes what was promised in a period and what came of it. */
export function composeProof(facts: ProofFacts): PeriodProofDocument {
  const { span, by, chain, store, now, version } = facts;
  return {
    schema: proofSchema,
    exported: { at: toIso(now), by: { user: by.user, host: by.host }, luota: version },
    workspace: facts.workspace,
    host: facts.host,
    period: { from: toIso(span.from), until: toIso(span.until) },
    scope: facts.scope,
    monitors: facts.monitors.map((monitor) => composeMonitor(monitor, facts)),
    outages: facts.outages.map(({ kind, from, until }) => {
      return { kind, from: toIso(from), until: toIso(until) };
    }),
    chain: { store, seq: chain.seq, hash: chain.hash },
  };
}

function composeMonitor(monitor: MonitorFacts, { span, spanMs }: ProofFacts): ProofMonitor {
  const { name, rules, owner, knownSince, incidents } = monitor;
  const real = incidents.filter(({ incident }) => incident.drill === null);
  const drills = incidents.filter(({ incident }) => incident.drill !== null);
  const restores = proofRestores(monitor.evidence);
  return {
    monitor: name,
    promise: rules.promise,
    owner,
    severity: rules.severity,
    cadence: cadenceWords(rules.cadence),
    knownSince: toIso(knownSince),
    slots: sumSlots(monitor),
    runs: sumRuns(monitor),
    incidents: real.map(proofIncident),
    restores,
    repositories: proofRepositories(restores),
    drills: drills.map(proofIncident),
    delivery: proofDelivery(real),
    days: days(monitor, span),
    durations: monitor.durations.map(([at, runs, least, mean, most]) => ({
      from: toIso(span.from + at * spanMs),
      runs,
      leastMs: Math.round(least),
      meanMs: Math.round(mean),
      mostMs: Math.round(most),
    })),
  };
}

function sumSlots({ slots }: MonitorFacts): ProofSlots {
  const of = (wanted: string) =>
    slots.reduce((sum, [, outcome, count]) => sum + (outcome === wanted ? count : 0), 0);
  const [met, late, missed] = [of("met"), of("late"), of("missed")];
  const [skipped, excused, unknown] = [of("skipped"), of("excused"), of("unknown")];
  return {
    due: met + late + missed + skipped + unknown,
    met,
    late,
    missed,
    skipped,
    excused,
    unknown,
  };
}

/** What is unproven ended well by its exit code. */
function sumRuns({ runs, unproven }: MonitorFacts): ProofRuns {
  const of = (...wanted: readonly (string | null)[]) =>
    runs.reduce((sum, [, outcome, count]) => sum + (wanted.includes(outcome) ? count : 0), 0);
  const total = runs.reduce((sum, [, , count]) => sum + count, 0);
  const succeeded = Math.max(0, of("succeeded") - unproven);
  const failed = of(...bad);
  return {
    total,
    succeeded,
    warned: of("warned"),
    failed,
    unproven,
    skipped: of("skipped"),
    open: of(null),
  };
}

const bad = ["failed", "killed", "timed_out", "unstartable"];

/** Where nothing has a cadence, the runs alone tell how a day went. */
function days({ slots, runs }: MonitorFacts, { from, until }: Span): readonly ProofDay[] {
  const first = Math.floor(from / dayMs);
  const last = Math.floor((until - 1) / dayMs);
  const isDue = slots.length > 0;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index): ProofDay => {
    const day = first + index;
    const slot = (...wanted: readonly string[]) =>
      slots.reduce(
        (sum, [of, what, count]) => sum + (of === day && wanted.includes(what) ? count : 0),
        0,
      );
    const run = (...wanted: readonly string[]) =>
      runs.reduce(
        (sum, [of, what, count]) =>
          sum + (of === day && what !== null && wanted.includes(what) ? count : 0),
        0,
      );
    return {
      day: toIso(day * dayMs).slice(0, 10),
      kept: isDue ? slot("met", "skipped") : run("succeeded", "warned"),
      late: slot("late"),
      missed: slot("missed"),
      failed: run(...bad),
      unknown: slot("unknown"),
    };
  });
}
