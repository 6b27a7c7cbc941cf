import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import type { Drill } from "../domain/drill.ts";
import type { Facts, Watched } from "../domain/facts.ts";
import type { Change } from "../domain/incident.ts";
import type { PulledBack } from "../domain/judge-open.ts";
import type { MonitorState } from "../domain/monitor-state.ts";
import type { Cancellation, Notice, OutboxEntry } from "../domain/notice.ts";
import type { SlotRow } from "../domain/slot-row.ts";
import type { NumberedIncident, StoredNotice } from "./incident-row.ts";
import type { KnownMonitor } from "./known-monitor.ts";
import type { StoredSilence } from "./pause-row.ts";

export interface FactsQuestion {
  readonly now: EpochMilliseconds;
  /** The number of the config that `watch` reads; 0 where none was applied yet. */
  readonly config: number;
  /** What the config says of a monitor. Pure; asked once for each. */
  readonly watch: (monitor: KnownMonitor) => Watched;
  /** About so many monitors. */
  readonly limit: number;
  /** Monitors that are not to be looked at in this tick any more. */
  readonly except: ReadonlySet<number>;
}

/** All that one pass of a tick looks at. */
export type TickFacts =
  | { readonly kind: "other-config"; readonly config: number }
  | {
      readonly kind: "facts";
      /** Monitors that are due, or of which something was heard. */
      readonly monitors: readonly MonitorFacts[];
      /** Monitors of which what lies in the store can't be read, and why. */
      readonly unreadable: readonly Omit<FailedLook, "until">[];
      readonly silences: readonly StoredSilence[];
      /** Notices that a silence holds back. */
      readonly held: readonly StoredNotice[];
      readonly groups: readonly OwnerGroup[];
    };

/** When notices of an owner left lately, or are about to leave. */
export interface OwnerGroup {
  readonly owner: string | null;
  readonly lastAt: EpochMilliseconds;
}

export interface MonitorFacts {
  readonly monitor: KnownMonitor;
  /** Of its state; what is written back is written only where this is still so. */
  readonly version: number;
  readonly facts: Facts;
  /** How far it was heard; null: nothing new. */
  readonly heardUpTo: number | null;
  /** Even more was heard than fits into one look. */
  readonly more: boolean;
  /** The latest incident that is no drill's. */
  readonly incident: IncidentFacts | null;
  /** Drills that are not over. */
  readonly drills: readonly DrillFacts[];
}

export interface IncidentFacts extends NumberedIncident {
  /** All its notices so far, oldest first. */
  readonly outbox: readonly OutboxEntry[];
}

export interface DrillFacts {
  readonly drill: Drill;
  readonly incident: IncidentFacts | null;
}

/** Everything that one look at one monitor came to. */
export interface MonitorCommit {
  readonly monitor: KnownMonitor;
  readonly version: number;
  readonly state: MonitorState;
  /** When to look again; null for never. */
  readonly dueAt: EpochMilliseconds | null;
  readonly heardUpTo: number | null;
  readonly slots: readonly SlotRow[];
  readonly pulledBack: PulledBack | null;
  readonly stories: readonly IncidentStory[];
  /** Those that changed. */
  readonly drills: readonly Drill[];
}

/** What became of one incident, and who is to be told. */
export interface IncidentStory {
  /** Null: it opens with the first of the changes. */
  readonly number: number | null;
  /** In their order; at least one. */
  readonly changes: readonly Change[];
  readonly owner: string | null;
  readonly notices: readonly Notice[];
  readonly cancellations: readonly Cancellation[];
  /** A silence holds the notices back until then. */
  readonly heldUntil: EpochMilliseconds | null;
}

export interface TickCommit {
  readonly now: EpochMilliseconds;
  readonly actor: Actor;
  readonly config: number;
  readonly monitors: readonly MonitorCommit[];
  /** Monitors on which the judge failed: they are left alone until then. */
  readonly failed: readonly FailedLook[];
  /** Held notices whose silence ends otherwise than it was told. */
  readonly reheld: readonly Reheld[];
}

/** A notice that leaves at another time; written only while it waits and is held as it was read. */
export interface Reheld {
  readonly notice: StoredNotice;
  readonly dueAt: EpochMilliseconds;
  readonly heldUntil: EpochMilliseconds | null;
}

export interface FailedLook {
  readonly monitor: KnownMonitor;
  readonly version: number;
  readonly error: string;
  readonly until: EpochMilliseconds;
}

/** What was written; for the others, somebody was quicker. */
export interface Committed {
  /** Numbers of monitors. */
  readonly monitors: readonly number[];
  /** Numbers of monitors on which the judge fails in a way that was not told yet. */
  readonly failed: readonly number[];
  /** Incidents as they are now, in the order of their changes. */
  readonly incidents: readonly NumberedIncident[];
}
