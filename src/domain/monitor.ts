import type { Milliseconds } from "../base/duration.ts";
import type { Cadence } from "./cadence-type.ts";
import type { EvidenceStep } from "./evidence-step.ts";
import type { Freshness } from "./freshness.ts";
import type { Job, Surroundings } from "./job.ts";

/** 1 wakes somebody, 2 goes to every route, 3 to all but pagers, 4 to the digest only. */
export type Severity = 1 | 2 | 3 | 4;

/** What a tool's exit codes mean. A code in no list is a failure, and no code is in two. */
export interface ExitCodes {
  readonly ok: readonly number[];
  readonly warn: readonly number[];
  readonly skip: readonly number[];
}

/** What comes of a number of a healthy run that is far from what is usual. */
export interface DriftRule {
  /** `note`: it is told where one looks. */
  readonly mode: "note" | "incident" | "off";
  /** Those that are looked at; null: all that are measured. */
  readonly numbers: readonly string[] | null;
}

/** One promise under watch, checked, with every default in place. */
export interface Monitor {
  readonly name: string;
  /** Earlier names, whose history continues here. */
  readonly was: readonly string[];
  /** The customer-visible outcome, in a sentence. */
  readonly promise: string | null;
  /** The name of an owner of the same config. */
  readonly owner: string | null;
  /** A URL, or a path or sentence that a person can follow. */
  readonly runbook: string | null;
  readonly severity: Severity;
  readonly cadence: Cadence;
  /** A slot may be met this long after its moment. Null: from the gap between slots. */
  readonly graceMs: Milliseconds | null;
  /** A slot may be met this long before its moment. Null: from the gap between slots. */
  readonly earlyMs: Milliseconds | null;
  /** A run is killed after this long. */
  readonly timeoutMs: Milliseconds | null;
  /** A run still going after this long is overrunning; nobody kills it. */
  readonly finishWithinMs: Milliseconds | null;
  /** A run that ended well in less than this is too fast to be true. */
  readonly minDurationMs: Milliseconds | null;
  /** So many bad runs in a row open an incident; at least 1. */
  readonly failureThreshold: number;
  readonly exitCodes: ExitCodes;
  /** So many warned runs in a row open an incident. Null: warnings are told in the digest only. */
  readonly warnLimit: number | null;
  /** What a run has to prove, with what is expected of its output. */
  readonly evidence: readonly EvidenceStep[];
  /** Absent: a note, of every number. */
  readonly drift?: DriftRule;
  /** What a slot is worth at which this host was off: told as missed, or excused. */
  readonly whenOff: "tell" | "excuse";
  /** `manual`: an incident stays open until a person resolves it. */
  readonly resolve: "auto" | "manual";
  /** An open incident that nobody acknowledged is told again this often. Null: never. */
  readonly remindMs: Milliseconds | null;
  /** Names of routes to be used in place of the owner's. Null: the owner's. */
  readonly routes: readonly string[] | null;
  /** Users who may speak for this monitor. Empty: everybody who reaches the store. */
  readonly reporters: readonly string[];
  /** Hosts on which this monitor is watched, as names or patterns (`web-*`). Empty: every host. */
  readonly hosts: readonly string[];
  /** A drill older than this is overdue. Null: nobody asked for drills. */
  readonly drillEveryMs: Milliseconds | null;
  /** What luota itself looks at. Null: runs and signals alone tell. */
  readonly freshness: Freshness | null;
  /** Where it is looked from. */
  readonly surroundings: Surroundings;
  /** What luota itself starts. Null: the job runs elsewhere and reports. */
  readonly job: Job | null;
}
