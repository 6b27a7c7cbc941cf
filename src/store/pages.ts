import type { EpochMilliseconds } from "../base/time.ts";
import type { Drill } from "../domain/drill.ts";
import type { SlotOutcome, SlotRow } from "../domain/slot-row.ts";
import type { StoredAttempt } from "./delivering.ts";
import type { NoticeState, NumberedIncident, StoredNotice, TimelineEntry } from "./incident-row.ts";
import type { KnownMonitor } from "./known-monitor.ts";
import type { IncidentFacts } from "./tick-facts.ts";

export interface IncidentsQuestion {
  readonly monitor?: string;
  /** Without it, any. */
  readonly state?: "open" | "resolved";
  readonly drills: "with" | "without" | "only";
  /** Incidents noticed then or later. */
  readonly since?: EpochMilliseconds;
  readonly limit: number;
  /** For the next page: the number of the last incident of the page before. */
  readonly below?: number;
}

/** An incident with everything around it. */
export interface IncidentRecord extends IncidentFacts {
  readonly monitor: KnownMonitor;
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** Oldest first. */
  readonly notices: readonly StoredNotice[];
  /** Attempts to deliver them, oldest first. */
  readonly attempts: readonly StoredAttempt[];
}

export interface SettledSlot extends SlotRow {
  readonly monitor: string;
}

export interface SlotsQuestion {
  readonly monitor?: string;
  readonly outcomes?: readonly SlotOutcome[];
  readonly since?: EpochMilliseconds;
  readonly limit: number;
}

export interface NoticesQuestion {
  readonly incident?: number;
  readonly states?: readonly NoticeState[];
  readonly limit: number;
}

export interface DrillRecord {
  readonly drill: Drill;
  readonly incident: NumberedIncident | null;
  readonly endedAt: EpochMilliseconds | null;
  readonly notices: readonly StoredNotice[];
}
