import type { EpochMilliseconds } from "../base/time.ts";
import type { BreakDetail, CauseKind, EndedBy } from "./cause.ts";
import type { Severity } from "./monitor.ts";

/** One way in which the promise of an incident is broken, from `since` until something ended it. */
export interface IncidentCause {
  readonly kind: CauseKind;
  readonly since: EpochMilliseconds;
  /** Null while it lasts. */
  readonly until: EpochMilliseconds | null;
  readonly endedBy: EndedBy | null;
  /** Breaks of this kind: missed slots, bad runs. */
  readonly count: number;
  readonly detail: BreakDetail;
}

export type IncidentState = "opened" | "acknowledged" | "resolved";

/** How an incident came to its end. */
export type Resolution =
  /** Every cause ended, and a proof came. */
  | { readonly kind: "healed"; readonly run: string | null }
  | { readonly kind: "by-person"; readonly by: string; readonly note: string | null }
  /** The monitor, or the rule that was broken, is no longer in the config. */
  | { readonly kind: "withdrawn" };

/**
 * One incident as plain JSON. Its natural key is (monitor, drill, happenedAt): two watchers that see
 * the same break can't open it twice. The store gives the number of `INC-n`.
 */
export interface Incident {
  readonly monitor: string;
  /** The id of the drill whose deliberate break this is. */
  readonly drill: string | null;
  readonly severity: Severity;
  readonly state: IncidentState;
  /** The kind of the first cause. */
  readonly kind: CauseKind;
  /** When the promise broke. */
  readonly happenedAt: EpochMilliseconds;
  /** When a watcher saw it; also when the incident was opened. */
  readonly noticedAt: EpochMilliseconds;
  readonly acknowledgedAt: EpochMilliseconds | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: EpochMilliseconds | null;
  readonly resolution: Resolution | null;
  readonly causes: readonly IncidentCause[];
  /** All breaks, of whatever kind. */
  readonly occurrences: number;
  readonly reopenings: number;
  readonly flapping: boolean;
  /** Proofs in a row since the last break: three end the flapping. */
  readonly healthyInRow: number;
  /** The latest break. */
  readonly brokenAt: EpochMilliseconds;
  /** When it is to be told again if nobody acknowledges it; null for never. */
  readonly remindAt: EpochMilliseconds | null;
  /** Counts its changes; a change is named by (incident, revision). */
  readonly revision: number;
}

/** How somebody answered whom nobody identified: whoever holds the link may type any name. */
export interface Claim {
  /** The route whose message brought the link, and whom it was for. */
  readonly route: string;
  readonly recipient: string;
  /** Where the answer came from; null where that could not be told. */
  readonly address: string | null;
  /** What a proxy said of where it came from; whoever speaks to the listener could say it. */
  readonly forwardedFor: string | null;
}

/** Why an incident changed: what happened, with its own instant. */
export type Change = {
  /** The incident as it is after the change. */
  readonly incident: Incident;
  /** When it happened, in the story's own time. */
  readonly at: EpochMilliseconds;
  /** When it was seen. */
  readonly noticedAt: EpochMilliseconds;
} & ChangeWhat;

export type ChangeWhat =
  | { readonly kind: "opened"; readonly cause: CauseKind; readonly detail: BreakDetail }
  | {
      readonly kind: "occurrence";
      readonly cause: CauseKind;
      readonly count: number;
      readonly detail: BreakDetail;
    }
  | { readonly kind: "cause-added"; readonly cause: CauseKind; readonly detail: BreakDetail }
  | { readonly kind: "cause-ended"; readonly cause: CauseKind; readonly by: EndedBy }
  /** Broke again soon after it had healed. */
  | { readonly kind: "reopened"; readonly cause: CauseKind; readonly detail: BreakDetail }
  /** Reopened for the third time: from now on quiet, until three proofs in a row. */
  | { readonly kind: "flapping"; readonly cause: CauseKind; readonly detail: BreakDetail }
  /** A proof while flapping: some more are needed. */
  | { readonly kind: "calmer"; readonly healthyInRow: number }
  | { readonly kind: "resolved"; readonly resolution: Resolution }
  | {
      readonly kind: "acknowledged";
      readonly by: string;
      readonly note: string | null;
      /** Where `by` is only what somebody typed behind a link. */
      readonly claim?: Claim;
    }
  | { readonly kind: "noted"; readonly by: string; readonly note: string }
  /** Looked back upon: what it meant, why it came, what is done about it; at least one of them. */
  | {
      readonly kind: "reviewed";
      readonly by: string;
      readonly impact: string | null;
      readonly cause: string | null;
      readonly action: string | null;
    }
  | { readonly kind: "reminded" }
  /** The monitor has a new name (`was:`). */
  | { readonly kind: "renamed"; readonly from: string };

export type ChangeKind = ChangeWhat["kind"];

/** An incident with its number: `INC-4` is 4. */
export interface NumberedIncident {
  readonly number: number;
  readonly incident: Incident;
}

/** One line of an incident's timeline. */
export type TimelineEntry = {
  /** The revision that it made. */
  readonly revision: number;
  readonly at: EpochMilliseconds;
  readonly noticedAt: EpochMilliseconds;
} & ChangeWhat;
