import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Drill } from "../domain/drill.ts";
import type { Sight } from "../domain/lost.ts";
import type { AppliedConfig, ConfigInForce, ConfigToApply } from "./config-in-force.ts";
import type { Delivering } from "./delivering.ts";
import type { Deed } from "./deed.ts";
import type { StoreFailure } from "./failure.ts";
import type { PassingOn } from "./passing-on.ts";
import type { NumberedIncident, StoredNotice } from "./incident-row.ts";
import type { Health, OverviewRow } from "./overview-row.ts";
import type {
  DrillRecord,
  IncidentRecord,
  IncidentsQuestion,
  NoticesQuestion,
  SettledSlot,
  SlotsQuestion,
} from "./pages.ts";
import type { Pause, StoredSilence } from "./pause-row.ts";
import type {
  Committed,
  FactsQuestion,
  IncidentStory,
  OwnerGroup,
  TickCommit,
  TickFacts,
} from "./tick-facts.ts";
import type { SpoolPlace } from "./spool-places.ts";
import type { Tidied, TidyQuestion } from "./tidy.ts";
import type { Weighing } from "./weighing.ts";
import type { Begun, BegunSpan, Watcher, WatchSpan } from "./watcher.ts";

type Answer<Value, Failure = never> = Promise<Result<Value, StoreFailure | Failure>>;

export interface NoMonitor {
  readonly kind: "no-such-monitor";
  readonly monitor: string;
}

/** Somebody was quicker: read again, then decide again. */
export interface Overtaken {
  readonly kind: "overtaken";
}

/**
 * What the watcher, the listener and the commands ask of the store. All is awaited, and each write is
 * one transaction, made only where what it was decided on is still so; another store can stand
 * behind it. `openWatchStore` gives the one on SQLite.
 */
export interface WatchStore
  extends Watching, Weighing, Configuring, Keeping, Telling, Delivering, PassingOn {}

/** What a tick needs. */
export interface Watching {
  /** Takes in the spool, and finds the runs whose recorder died. */
  readonly tidy: (places: readonly SpoolPlace[], question: TidyQuestion) => Answer<Tidied>;
  readonly facts: (question: FactsQuestion) => Answer<TickFacts>;
  readonly commit: (commit: TickCommit) => Answer<Committed>;
  /** When something is due though nothing is heard; null for never. Now or before: at once. */
  readonly nextDue: () => Answer<EpochMilliseconds | null>;
  /** Begins to watch. A daemon gets `held` where another one lives; passes of `check` join theirs. */
  readonly beginWatch: (watcher: Watcher, sight: Sight, now: EpochMilliseconds) => Answer<Begun>;
  /** A sign of life. After a silence that was too long, a new span begins, and the gap is told. */
  readonly beat: (span: WatchSpan, now: EpochMilliseconds) => Answer<BegunSpan>;
  readonly endWatch: (span: WatchSpan, now: EpochMilliseconds) => Answer<void>;
}

export interface Configuring {
  /** Null: none was applied yet. */
  readonly config: () => Answer<ConfigInForce | null>;
  /** Its number alone, cheaply; 0 for none. */
  readonly configNumber: () => Answer<number>;
  readonly applyConfig: (config: ConfigToApply, deed: Deed) => Answer<AppliedConfig>;
  readonly configHistory: (limit: number) => Answer<readonly ConfigInForce[]>;
}

/** What people do. */
export interface Keeping {
  /** Who was told lately: what is told next may have to wait for company. */
  readonly groups: (now: EpochMilliseconds) => Answer<readonly OwnerGroup[]>;
  /** Writes what a person did to an incident; only where it is as it was read. */
  readonly commitStory: (
    story: IncidentStory & { readonly number: number; readonly drill?: Drill },
    deed: Deed,
  ) => Answer<NumberedIncident, Overtaken>;
  readonly pause: (
    request: {
      readonly monitor: string;
      readonly until: EpochMilliseconds;
      readonly reason: string | null;
    },
    deed: Deed,
  ) => Answer<Pause, NoMonitor>;
  /** Ends every pause of it; the pauses that it ended. */
  readonly resume: (
    request: { readonly monitor: string; readonly note: string | null },
    deed: Deed,
  ) => Answer<readonly Pause[], NoMonitor>;
  /** `monitor`: a name or a pattern. */
  readonly silence: (
    request: {
      readonly monitor: string;
      readonly until: EpochMilliseconds;
      readonly reason: string;
    },
    deed: Deed,
  ) => Answer<StoredSilence>;
  /** Ends the silences of exactly this name or pattern; those that it ended. */
  readonly endSilence: (
    request: { readonly monitor: string; readonly note: string | null },
    deed: Deed,
  ) => Answer<readonly StoredSilence[]>;
  /** Keeps an armed drill, unless one goes on or an incident was opened meanwhile. */
  readonly armDrill: (drill: Drill, deed: Deed) => Answer<Drill, NoMonitor | Overtaken>;
  /** Ends a drill that has no open incident; one that has ends with its story. */
  readonly endDrill: (drill: Drill, deed: Deed) => Answer<Drill, Overtaken>;
}

/** What is read, a page at a time, newest first. */
export interface Telling {
  readonly incidents: (question: IncidentsQuestion) => Answer<readonly NumberedIncident[]>;
  readonly incident: (number: number) => Answer<IncidentRecord | null>;
  readonly overview: (question: {
    readonly monitor?: string;
    readonly now: EpochMilliseconds;
  }) => Answer<readonly OverviewRow[]>;
  readonly slots: (question: SlotsQuestion) => Answer<readonly SettledSlot[]>;
  readonly notices: (question: NoticesQuestion) => Answer<readonly StoredNotice[]>;
  /** Those that end after now. */
  readonly pauses: (now: EpochMilliseconds) => Answer<readonly Pause[]>;
  readonly silences: (now: EpochMilliseconds) => Answer<readonly StoredSilence[]>;
  readonly drills: (question: {
    readonly monitor?: string;
    readonly id?: string;
    readonly limit: number;
  }) => Answer<readonly DrillRecord[]>;
  readonly watchSpans: (question: { readonly limit: number }) => Answer<readonly WatchSpan[]>;
  readonly health: (now: EpochMilliseconds) => Answer<Health>;
}
