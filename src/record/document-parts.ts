import type { Json, JsonObject } from "../base/json.ts";

export type RecordExported = {
  readonly at: string;
  readonly by: { readonly user: string | null; readonly host: string | null };
  /** The version of luota. */
  readonly luota: string;
};

export type RecordDrill = {
  readonly id: string;
  readonly kind: string | null;
  readonly by: string | null;
  readonly startedAt: string | null;
};

/** As the config had it when the record was composed. */
export type RecordPromise = {
  readonly monitor: string;
  readonly promise: string | null;
  readonly owner: string | null;
  readonly severity: number;
  readonly runbook: string | null;
  /** The text of the runbook, where it is a file that could be read. */
  readonly runbookText: string | null;
  /** `every 15m`, `cron 30 2 * * * (Europe/Helsinki)`, `on demand`. */
  readonly cadence: string;
  /** Evidence steps that a run has to prove. */
  readonly evidence: readonly string[];
  /** Names of the routes that are told. */
  readonly routes: readonly string[];
  /** The number of that config; 0 for none. */
  readonly config: number;
};

export type RecordIncident = {
  readonly monitor: string;
  readonly kind: string;
  readonly severity: number;
  readonly state: string;
  readonly happenedAt: string;
  readonly noticedAt: string;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: string | null;
  readonly resolution: Json;
  readonly resolutionWords: string | null;
  readonly occurrences: number;
  readonly reopenings: number;
  readonly flapping: boolean;
  readonly run: string | null;
  readonly lastGoodRun: string | null;
  readonly causes: readonly RecordCause[];
};

export type RecordCause = {
  readonly kind: string;
  readonly words: string;
  readonly since: string;
  readonly until: string | null;
  readonly count: number;
  /** What ended it, or what would. */
  readonly ends: string;
};

/** `run` is the run as `luota show RUN --json` prints it. */
export type RecordedRun = {
  readonly role: "last-good" | "broke" | "occurrence" | "healed" | "between" | "after";
  readonly words: string;
  /** The audit event that holds the digest of this run; null where it was not found. */
  readonly seq: number | null;
  readonly run: RunDocument;
};

/** The fields that are shown; the others are there too. */
export type RunDocument = JsonObject & {
  readonly id: string;
  readonly outcome: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
};

export type RecordQuiet = {
  readonly kind: "silence" | "pause";
  readonly monitors: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string | null;
  readonly by: string | null;
};

export type RecordReview = {
  readonly at: string;
  readonly by: string;
  readonly impact: string | null;
  readonly cause: string | null;
  readonly action: string | null;
};
