import type { Milliseconds } from "../base/duration.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { Outage, Span } from "../domain/facts.ts";
import type { Witness } from "../domain/message.ts";
import { outagesBetween } from "../domain/outages.ts";
import type { SlotOutcome } from "../domain/slot-row.ts";
import { toEvidence } from "./evidence-read.ts";
import type { StoreFailure } from "./failure.ts";
import { readProofIncidents, type ToldIncident } from "./proof-incidents.ts";
import { readChainEnd } from "./record-read.ts";
import { readTogether } from "./snapshot.ts";
import { prepare, type Store } from "./store.ts";
import { readWatches } from "./watch-spans.ts";

const dayMs: Milliseconds = 86_400_000;

/** What the store holds of a period for each of some monitors. */
export interface ProofRead {
  readonly store: string;
  readonly monitors: readonly MonitorPeriod[];
  readonly outages: readonly Outage[];
  readonly chain: Witness;
}

export interface MonitorPeriod {
  readonly name: string;
  readonly knownSince: EpochMilliseconds;
  /** By UTC day, counted from the epoch. */
  readonly slots: readonly (readonly [day: number, outcome: SlotOutcome, count: number])[];
  /** `outcome` is null where a run goes on or is lost. */
  readonly runs: readonly (readonly [day: number, outcome: string | null, count: number])[];
  readonly unproven: number;
  readonly durations: readonly DurationSpan[];
  readonly evidence: readonly (Evidence & { readonly run: string | null })[];
  readonly incidents: readonly ToldIncident[];
}

/** Runs that ended well and began in a span of the period. */
export type DurationSpan = readonly [
  span: number,
  runs: number,
  least: number,
  mean: number,
  most: number,
];

/** More pieces of evidence of one monitor than anybody reads. */
const mostEvidence = 2_000;

/** Reads it as it was at one instant. `spanMs` is how long a point of the durations is. */
export function readProof(
  store: Store,
  monitors: readonly string[],
  { from, until, spanMs }: Span & { readonly spanMs: Milliseconds },
): Result<ProofRead, StoreFailure> {
  return readTogether(store, () => {
    const id = prepare(store, "SELECT value FROM meta WHERE key = 'store-id'").get();
    return {
      store: (id as [string] | undefined)?.[0] ?? "",
      monitors: monitors.flatMap((name) => {
        const found = prepare(store, selectMonitor).get(name) as [number, number] | undefined;
        if (found === undefined) return [];
        const [number, knownSince] = found;
        return [{ name, knownSince, ...readPeriod(store, number, { from, until, spanMs }) }];
      }),
      outages: outagesBetween(readWatches(store, from))
        .filter((outage) => outage.until > from && outage.from < until)
        .map(({ kind, ...gap }) => {
          return { kind, from: Math.max(gap.from, from), until: Math.min(gap.until, until) };
        }),
      chain: readChainEnd(store),
    };
  });
}

const selectMonitor =
  "SELECT number, coalesce(watched_since, known_since) FROM monitors WHERE name = ?";

function readPeriod(
  store: Store,
  number: number,
  { from, until, spanMs }: Span & { readonly spanMs: Milliseconds },
): Omit<MonitorPeriod, "name" | "knownSince"> {
  const ask = (sql: string, ...values: readonly number[]) => prepare(store, sql).all(...values);
  const evidence = ask(selectEvidence, number, from, until, mostEvidence);
  const unproven = ask(countUnproven, number, from, until) as [number][];
  return {
    slots: ask(countSlots, number, from, until) as [number, SlotOutcome, number][],
    runs: [
      ...(ask(countRuns, number, from, until) as RunCount[]),
      ...(ask(countGone, number, from - dayMs, until) as RunCount[]),
    ],
    unproven: unproven[0]?.[0] ?? 0,
    durations: ask(selectDurations, from, spanMs, number, from, until) as DurationSpan[],
    evidence: (evidence as [EpochMilliseconds, string | null, string][]).map(([at, run, body]) => ({
      ...toEvidence(at, body),
      run,
    })),
    incidents: readProofIncidents(store, number, { from, until }),
  };
}

type RunCount = readonly [day: number, outcome: string | null, count: number];

const countSlots = `SELECT slot / ${dayMs}, outcome, count(*) FROM slots
  WHERE monitor = ? AND slot >= ? AND slot < ? GROUP BY 1, 2`;
const countRuns = `SELECT started_at / ${dayMs}, outcome, count(*) FROM runs
  WHERE monitor = ? AND started_at >= ? AND started_at < ? GROUP BY 1, 2`;
/** Retention keeps how many runs of a day it took away; a day counts whole. */
const countGone = `SELECT day / ${dayMs}, nullif(outcome, 'lost'), runs FROM run_tallies
  WHERE monitor = ? AND day > ? AND day < ?`;
const countUnproven = `SELECT count(*) FROM run_proofs JOIN runs ON runs.number = run_proofs.run
  WHERE state = 'unproven' AND runs.monitor = ? AND started_at >= ? AND started_at < ?`;
const selectDurations = `SELECT (started_at - CAST(? AS INTEGER)) / CAST(? AS INTEGER), count(*), min(duration_ms),
    avg(duration_ms), max(duration_ms) FROM runs
  WHERE monitor = ? AND started_at >= ? AND started_at < ? AND outcome IN ('succeeded', 'warned')
  GROUP BY 1 ORDER BY 1`;
const selectEvidence = `SELECT at, run, body FROM signals
  WHERE monitor = ? AND at >= ? AND at < ? AND kind = 'evidence' ORDER BY at DESC LIMIT ?`;
