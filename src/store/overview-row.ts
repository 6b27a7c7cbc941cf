import type { EpochMilliseconds } from "../base/time.ts";
import type { Span } from "../domain/facts.ts";
import type { MonitorState } from "../domain/monitor-state.ts";
import type { NumberedIncident } from "./incident-row.ts";
import type { KnownMonitor } from "./known-monitor.ts";

/** What the watcher knows of a monitor, for a verdict on it; by name. */
export interface OverviewRow {
  readonly monitor: KnownMonitor;
  /** Null: never judged. */
  readonly state: MonitorState | null;
  /** When it is to be looked at next, though nothing is heard; null for never. */
  readonly dueAt: EpochMilliseconds | null;
  /** Those that end after now. */
  readonly pauses: readonly Span[];
  readonly openIncident: NumberedIncident | null;
  /** The latest drill that a watcher saw break. */
  readonly lastDrillAt: EpochMilliseconds | null;
}

/** Whether anybody watches, and whether anybody should. */
export interface Health {
  /** Monitors of the config with a cadence or a freshness to look at. */
  readonly expecting: number;
  /** Watchers that gave a sign of life lately, the latest first. */
  readonly watching: readonly EpochMilliseconds[];
  /** The latest sign of life of any; null for none ever. */
  readonly lastWatchedAt: EpochMilliseconds | null;
  /** Monitors whose look is overdue, by the time of the one that waits longest. */
  readonly overdue: { readonly count: number; readonly since: EpochMilliseconds | null };
  /** Notices whose time to leave has passed, of what nobody heard over any route, likewise. */
  readonly undelivered: { readonly count: number; readonly since: EpochMilliseconds | null };
}
