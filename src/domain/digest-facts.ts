import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Drift } from "./drift.ts";
import type { Outage, Span } from "./facts.ts";
import type { NumberedIncident } from "./incident.ts";
import type { RouteRecord } from "./route-record.ts";
import type { SlotOutcome } from "./slot-row.ts";

/** What a digest tells of: one time, of some promises. */
export interface DigestFacts {
  readonly span: Span;
  /** Every promise that the digest is about, by name. */
  readonly monitors: readonly DigestMonitor[];
  /** Incidents of that time, no drills, and those that are still open; the latest first. */
  readonly incidents: readonly NumberedIncident[];
  /** Times in which nobody watched, in order, cut to the span. */
  readonly outages: readonly Outage[];
  readonly routes: readonly DigestRoute[];
}

export interface DigestMonitor {
  readonly name: string;
  /** The name of its owner in the config; null for none. */
  readonly owner: string | null;
  /** Runs that began in that time. */
  readonly runs: number;
  readonly slots: Readonly<Partial<Record<SlotOutcome, number>>>;
  /** Runs that ended with a warning, and the last of them; null for none. */
  readonly warned: { readonly count: number; readonly last: EpochMilliseconds } | null;
  /** The last drill that a watcher saw break; null for none ever. */
  readonly lastDrillAt: EpochMilliseconds | null;
  /** Null or absent for none. */
  readonly drifted?: DriftedRuns | null;
  /** When the next drill is overdue; null where nobody asked for drills. */
  readonly drillBy: EpochMilliseconds | null;
  /** The last time that a backup was really restored; null where that was never shown. */
  readonly restoredAt: EpochMilliseconds | null;
}

/** Healthy runs with a number far from usual. */
export interface DriftedRuns {
  readonly count: number;
  readonly last: EpochMilliseconds;
  /** Of the last one. */
  readonly drifts: readonly Drift[];
}

/** How a route did in that time. */
export interface DigestRoute {
  readonly route: string;
  readonly delivered: number;
  /** Refused, given up, or left without an answer. */
  readonly failed: number;
  readonly waiting: number;
  /** Null where nothing was learned of it yet. */
  readonly record: RouteRecord | null;
}

/** How long one digest reaches back. */
export const digestEveryMs: Milliseconds = 7 * 86_400_000;
