import type { EpochMilliseconds } from "../base/time.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { Actor } from "../domain/audit.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { Outage, Span } from "../domain/facts.ts";
import type { NumberedIncident } from "../domain/incident.ts";
import type { Monitor } from "../domain/monitor.ts";
import type { SlotOutcome } from "../domain/slot-row.ts";
import type { PeriodProofDocument } from "./proof-document.ts";

/** All that the proof of a period is composed of. */
export interface ProofFacts {
  readonly store: string;
  readonly workspace: string | null;
  readonly host: string;
  readonly span: Span;
  /** How long a point of the durations is. */
  readonly spanMs: Milliseconds;
  readonly scope: PeriodProofDocument["scope"];
  readonly monitors: readonly MonitorFacts[];
  readonly outages: readonly Outage[];
  readonly chain: { readonly seq: number; readonly hash: string };
  readonly by: Actor;
  readonly now: EpochMilliseconds;
  readonly version: string;
}

export interface MonitorFacts {
  readonly name: string;
  readonly rules: Monitor;
  readonly owner: string | null;
  readonly knownSince: EpochMilliseconds;
  readonly slots: readonly (readonly [day: number, outcome: SlotOutcome, count: number])[];
  readonly runs: readonly (readonly [day: number, outcome: string | null, count: number])[];
  readonly unproven: number;
  readonly durations: readonly (readonly [
    span: number,
    runs: number,
    least: number,
    mean: number,
    most: number,
  ])[];
  readonly evidence: readonly (Evidence & { readonly run: string | null })[];
  readonly incidents: readonly (NumberedIncident & {
    readonly firstReceiptAt: EpochMilliseconds | null;
  })[];
}
