import type { RecordExported } from "./document-parts.ts";

export const proofSchema = "luota.proof/1";

/**
 * What was promised in a period and what came of it. Times are ISO-8601 UTC, durations milliseconds,
 * sizes bytes, days UTC days.
 */
export type PeriodProofDocument = {
  readonly schema: typeof proofSchema;
  readonly exported: RecordExported;
  readonly workspace: string | null;
  readonly host: string;
  readonly period: { readonly from: string; readonly until: string };
  readonly scope: { readonly kind: "monitor" | "owner" | "all"; readonly name: string | null };
  /** By name. */
  readonly monitors: readonly ProofMonitor[];
  /** Times in which nobody watched here, in order. */
  readonly outages: readonly {
    readonly kind: string;
    readonly from: string;
    readonly until: string;
  }[];
  /** The last link of the audit chain when this was composed. */
  readonly chain: { readonly store: string; readonly seq: number; readonly hash: string };
};

export type ProofMonitor = {
  readonly monitor: string;
  readonly promise: string | null;
  readonly owner: string | null;
  readonly severity: number;
  readonly cadence: string;
  /** Before that nothing can be told. */
  readonly knownSince: string;
  readonly slots: ProofSlots;
  readonly runs: ProofRuns;
  /** The latest first. */
  readonly incidents: readonly ProofIncident[];
  readonly restores: readonly ProofRestore[];
  readonly repositories: readonly ProofRepository[];
  readonly drills: readonly ProofIncident[];
  readonly delivery: ProofDelivery;
  /** One for each day of the period, oldest first. */
  readonly days: readonly ProofDay[];
  /** Of runs that ended well; spans without any are left out. */
  readonly durations: readonly ProofDuration[];
};

/** `due` counts all but the excused. */
export type ProofSlots = {
  readonly due: number;
  readonly met: number;
  readonly late: number;
  readonly missed: number;
  readonly skipped: number;
  readonly excused: number;
  readonly unknown: number;
};

/** `failed`: failed, killed, timed out or not startable. `open`: still going on, or lost. */
export type ProofRuns = {
  readonly total: number;
  readonly succeeded: number;
  readonly warned: number;
  readonly failed: number;
  readonly unproven: number;
  readonly skipped: number;
  readonly open: number;
};

export type ProofIncident = {
  readonly id: string;
  readonly kind: string;
  readonly words: string;
  readonly state: string;
  readonly happenedAt: string;
  readonly noticedAfterMs: number;
  readonly firstReceiptAfterMs: number | null;
  readonly acknowledgedAfterMs: number | null;
  readonly resolvedAfterMs: number | null;
};

/** Evidence that a backup was really read back. */
export type ProofRestore = {
  readonly at: string;
  readonly run: string | null;
  readonly step: string;
  /** `claimed` or `verified`. */
  readonly source: string;
  readonly state: string;
  readonly repository: string | null;
  readonly snapshot: string | null;
  /** The date of what was restored; null where it was not recorded. */
  readonly dataAt: string | null;
  readonly durationMs: number | null;
  readonly bytes: number | null;
};

/** The good restores of one repository; null: of those that name none. */
export type ProofRepository = {
  readonly repository: string | null;
  readonly restores: number;
  readonly lastAt: string;
  readonly lastSnapshot: string | null;
  /** How old the newest restored data was when it was restored. */
  readonly newestDataAgeMs: number | null;
};

/** Over the incidents of the period, drills apart; null where there was none. */
export type ProofDelivery = {
  readonly incidents: number;
  readonly told: number;
  readonly noticedMedianMs: number | null;
  readonly firstReceiptMedianMs: number | null;
  readonly firstReceiptMostMs: number | null;
  readonly acknowledgedMedianMs: number | null;
  readonly resolvedMedianMs: number | null;
};

export type ProofDay = {
  readonly day: string;
  readonly kept: number;
  readonly late: number;
  readonly missed: number;
  readonly failed: number;
  readonly unknown: number;
};

export type ProofDuration = {
  readonly from: string;
  readonly runs: number;
  readonly leastMs: number;
  readonly meanMs: number;
  readonly mostMs: number;
};
