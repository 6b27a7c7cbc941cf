import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/** How long what is kept, as the config says it. */
export interface RetentionRules {
  readonly evidenceMs: Milliseconds;
  readonly incidentsMs: Milliseconds;
  /** Of each monitor at least so many runs stay. */
  readonly keepRuns: number;
  /** Bytes. */
  readonly maxSize: number;
}

const day: Milliseconds = 86_400_000;

/** What counts where no config was ever applied. */
export const usualRetention: RetentionRules = {
  evidenceMs: 30 * day,
  incidentsMs: 400 * day,
  keepRuns: 100,
  maxSize: 2 ** 30,
};

/** So many healthy runs of each monitor tell what is normal for it. */
export const baselineRuns = 60;

/** The output of a healthy run stays whole for so long. */
export const wholeOutputMs: Milliseconds = day;

/**
 * How hard a store over its size is pressed, in this order: outputs of healthy runs go, then runs
 * before their time, then incidents before theirs. What must stay stays under any pressure.
 */
export type Pressure = "none" | "outputs" | "runs" | "incidents";

/** The instants before which things may go. */
export interface Cuts {
  readonly evidence: EpochMilliseconds;
  readonly incidents: EpochMilliseconds;
}

export function cutsAt(rules: RetentionRules, now: EpochMilliseconds, pressure: Pressure): Cuts {
  const isPressed = pressure === "runs" || pressure === "incidents";
  return {
    evidence: isPressed ? now : now - rules.evidenceMs,
    incidents: pressure === "incidents" ? now : now - rules.incidentsMs,
  };
}

/** The next measure where the one before was not enough; null: nothing is left that may go. */
export function pressHarder(pressure: Pressure): Pressure | null {
  return harder[pressure];
}

const harder = {
  none: "outputs",
  outputs: "runs",
  runs: "incidents",
  incidents: null,
} as const satisfies Record<Pressure, Pressure | null>;

/** What a monitor's own history asks to be kept. Null where it has less than that. */
export interface MonitorKeep {
  /** When the last of the latest `keepRuns` runs began. */
  readonly latestFrom: EpochMilliseconds | null;
  /** When the last of the latest healthy runs that make up its baseline began. */
  readonly baselineFrom: EpochMilliseconds | null;
  /** Runs that the judge still has in mind. */
  readonly minded: ReadonlySet<string>;
  /** The first run that nobody has judged yet, by its number. */
  readonly unjudgedFrom: number | null;
}

export interface RunStanding {
  readonly id: string;
  readonly number: number;
  readonly startedAt: EpochMilliseconds;
  /** When its end was recorded, or its loss. */
  readonly recordedAt: EpochMilliseconds;
  readonly healthy: boolean;
  /** An incident tells of it, or a job of the watcher's is not over with it. */
  readonly referred: boolean;
}

/** Whether a run that is over may go. */
export function mayRunGo(run: RunStanding, keep: MonitorKeep, cut: EpochMilliseconds): boolean {
  if (run.recordedAt >= cut || run.referred) return false;
  if (keep.latestFrom === null || run.startedAt >= keep.latestFrom) return false;
  if (run.healthy && (keep.baselineFrom === null || run.startedAt >= keep.baselineFrom))
    return false;
  if (keep.unjudgedFrom !== null && run.number >= keep.unjudgedFrom) return false;
  return !keep.minded.has(run.id);
}

export interface IncidentStanding {
  readonly resolvedAt: EpochMilliseconds | null;
  readonly exported: boolean;
  /** A notice of it has not left, or what became of it was told to nobody. */
  readonly owes: boolean;
}

/** Whether an incident may go, with all that is told of it. */
export function mayIncidentGo(incident: IncidentStanding, cut: EpochMilliseconds): boolean {
  const { resolvedAt, exported, owes } = incident;
  return resolvedAt !== null && resolvedAt < cut && !exported && !owes;
}
