import type {
  DeliveryFigures,
  RecordAcknowledgement,
  RecordNotice,
  RecordTold,
} from "./document-delivery.ts";
import type {
  RecordDrill,
  RecordExported,
  RecordIncident,
  RecordPromise,
  RecordQuiet,
  RecordReview,
  RecordedRun,
} from "./document-parts.ts";
import type { RecordEntry } from "./document-timeline.ts";

/** What the record of an incident calls its form; a later form that means something else has another number. */
export const recordSchema = "luota.record/1";

/**
 * The record of one incident, for people and programs that have no luota. All times are ISO-8601 UTC
 * with milliseconds, durations milliseconds, sizes bytes; captured text is redacted, and neutralised
 * by whoever shows it. These are type aliases, for only they are JSON to the compiler.
 */
export type IncidentRecordDocument = {
  readonly schema: typeof recordSchema;
  /** `INC-17`. */
  readonly id: string;
  /** `<store>/INC-17`: unique in the world. */
  readonly key: string;
  /** Counts the changes of the incident; a record of a higher one tells more. */
  readonly revision: number;
  readonly exported: RecordExported;
  readonly workspace: string | null;
  readonly host: string;
  /** Null for an incident that is none. */
  readonly drill: RecordDrill | null;
  /** What broke, for whom, since when: one sentence. */
  readonly headline: string;
  /** How it stands, in a few words: `sev 2 · resolved after 6m`. */
  readonly standing: string;
  readonly promise: RecordPromise;
  /** What should have come; null where nothing was due. */
  readonly expected: { readonly slot: string | null; readonly words: string } | null;
  /** What looked healthy all the same. */
  readonly greenSignals: readonly string[];
  /** What is missing between the green signals and the promise. */
  readonly gap: {
    readonly words: string;
    readonly missing: readonly string[];
    readonly because: string | null;
  };
  readonly incident: RecordIncident;
  /** What is different from the last good run, the most telling first; null where there was none. */
  readonly differences: readonly { readonly kind: string; readonly text: string }[] | null;
  /** Oldest first. */
  readonly timeline: readonly RecordEntry[];
  /** Oldest first. `moreRuns` of that time are not listed. */
  readonly runs: readonly RecordedRun[];
  readonly moreRuns: number;
  /** Oldest first. */
  readonly notices: readonly RecordNotice[];
  readonly acknowledgements: readonly RecordAcknowledgement[];
  readonly escalations: readonly RecordTold[];
  readonly reminders: readonly RecordTold[];
  /** Silences and pauses that met the time of the incident. */
  readonly quiet: readonly RecordQuiet[];
  readonly delivery: DeliveryFigures;
  /** What can be done again, and what else is left to do; empty where nothing is. */
  readonly retry: readonly { readonly command: string | null; readonly text: string }[];
  readonly notes: readonly { readonly at: string; readonly by: string; readonly text: string }[];
  readonly reviews: readonly RecordReview[];
  /** The last link of the audit chain when this was composed. */
  readonly chain: { readonly store: string; readonly seq: number; readonly hash: string };
};
