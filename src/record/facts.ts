import type { EpochMilliseconds } from "../base/time.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { AttemptState, Receipt } from "../domain/attempt.ts";
import type { Actor, ReadAuditEvent } from "../domain/audit.ts";
import type { Drill } from "../domain/drill.ts";
import type { Notice } from "../domain/notice.ts";
import type { Run } from "../domain/run.ts";
import type { StoryFacts } from "../domain/story-facts.ts";
import type { RecordedRun, RunDocument } from "./document-parts.ts";

/** All that a record is composed of: what the store holds of one incident, and what the config says. */
export interface RecordFacts {
  readonly story: Omit<StoryFacts, "kind" | "acknowledgeUrl">;
  readonly workspace: string | null;
  /** The number of the config in force; 0 for none. */
  readonly config: number;
  readonly routes: readonly string[];
  /** The text of the runbook, where it is a file that could be read. */
  readonly runbookText: string | null;
  readonly drill: Drill | null;
  /** Oldest first. */
  readonly runs: readonly FoundRun[];
  readonly moreRuns: number;
  readonly notices: readonly OwedNotice[];
  readonly attempts: readonly TriedNotice[];
  /** Those that tell of the incident, oldest first. */
  readonly events: readonly ReadAuditEvent[];
  readonly quiet: readonly QuietTime[];
  readonly chain: { readonly seq: number; readonly hash: string };
  readonly by: Actor;
  /** The version of luota. */
  readonly version: string;
}

export interface FoundRun {
  readonly role: RecordedRun["role"];
  readonly run: Run;
  /** The run as every list has it. */
  readonly json: RunDocument;
  /** The event that holds its digest. */
  readonly seq: number | null;
}

export interface OwedNotice extends Notice {
  readonly number: number;
  readonly state: string;
  readonly createdAt: EpochMilliseconds;
  readonly heldUntil: EpochMilliseconds | null;
}

export interface TriedNotice {
  readonly id: number;
  readonly message: number;
  readonly route: string;
  readonly recipient: string;
  readonly number: number;
  readonly state: AttemptState;
  readonly begunAt: EpochMilliseconds;
  readonly endedAt: EpochMilliseconds | null;
  readonly tookMs: Milliseconds | null;
  readonly reason: string | null;
  readonly receipt: Receipt | null;
  readonly notices: readonly number[];
  readonly witness: { readonly seq: number; readonly hash: string } | null;
}

/** A time in which nobody was to be told, or nothing was expected. */
export interface QuietTime {
  readonly kind: "silence" | "pause";
  readonly number: number;
  readonly monitors: string;
  readonly from: EpochMilliseconds;
  readonly until: EpochMilliseconds;
  readonly reason: string | null;
  readonly by: string | null;
}
