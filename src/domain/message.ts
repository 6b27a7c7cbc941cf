import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Severity } from "./monitor.ts";
import type { NoticeKind } from "./notice.ts";

/** A line of a story: a short label and its text. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/**
 * One incident as a message tells it. No field repeats another, but for `json`: a message that shows
 * headline, facts, green signals, differences, output and runbook leaves nothing out. Every text is as it was recorded (redacted, but neither
 * neutralised nor cut): each kind of route does that for its own form.
 */
export interface Story {
  /** The number of `INC-n`. */
  readonly incident: number;
  /** `<store id>/INC-n`: the same for the whole life of the incident, wherever it is told. */
  readonly key: string;
  /** What this message tells of the incident. */
  readonly kind: NoticeKind;
  readonly monitor: string;
  readonly host: string;
  readonly severity: Severity;
  readonly drill: boolean;
  readonly happenedAt: EpochMilliseconds;
  /** The state in a word for a subject: `MISSED`, `FAILED`, `RESOLVED`, `DRILL`, `DRILL RESOLVED`. */
  readonly badge: string;
  /** What broke or healed, for whom, since when: one calm sentence. */
  readonly headline: string;
  /** Promise, expected, gap, run, last good run, owner and so on, the weightiest first. */
  readonly facts: readonly Fact[];
  /** What looked healthy all the same: `exit 0`, `1.2 GB written`. */
  readonly greenSignals: readonly string[];
  /** What is different from the last good run: at most five lines of fact. */
  readonly differences: readonly string[];
  /** The end of the job's stderr, or of its stdout where stderr is empty: about 20 lines, 2,000 characters. */
  readonly output: { readonly stream: "stderr" | "stdout"; readonly text: string } | null;
  /** A URL, or a path or sentence that a person can follow. */
  readonly runbook: string | null;
  /** Where a person acknowledges with a browser; null where nothing listens. */
  readonly acknowledgeUrl: string | null;
  /** How to acknowledge in a shell on `host`, to be copied; null where there is nothing to acknowledge. */
  readonly acknowledgeCommand: string | null;
  /** The incident as every list has it (`luota incidents --json`). */
  readonly json: Json;
}

/** The last link of the audit chain when the message was composed: whoever keeps it is a witness. */
export interface Witness {
  readonly seq: number;
  /** Hex. */
  readonly hash: string;
}

/** What was sent before to the same recipient about the same incident, to be answered or updated. */
export interface Thread {
  /** The id of the message that began it. */
  readonly root: string;
  /** What the provider calls that message; null where its receipt did not say. */
  readonly rootReference: string | null;
  /** Ids of all earlier messages of it, oldest first. */
  readonly before: readonly string[];
}

export type MessageBody =
  /** At least one story; several broke in one tick. */
  | { readonly kind: "incidents"; readonly stories: readonly Story[] }
  | { readonly kind: "digest"; readonly title: string; readonly sections: readonly DigestSection[] }
  /** `luota routes test` and `prove`. */
  | {
      readonly kind: "test";
      readonly text: string;
      /** Where a person says that they saw it; null where nothing listens. */
      readonly proveUrl: string | null;
      /** What a person types to prove that they saw it; null for a mere test. */
      readonly code: string | null;
    };

export interface DigestSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Something to be sent to one recipient of one route. */
export interface Message {
  /** The same in every attempt: letters, digits and `_`, unique in the world. Receivers may deduplicate by it. */
  readonly id: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** The id of the store. */
  readonly store: string;
  readonly workspace: string | null;
  readonly host: string;
  /** When it was composed. */
  readonly at: EpochMilliseconds;
  readonly route: string;
  /** One address of a route with several, else an empty text. */
  readonly recipient: string;
  /** To be shown without disturbing anybody: an update in place or in the thread. */
  readonly quiet: boolean;
  readonly thread: Thread | null;
  readonly witness: Witness | null;
  readonly body: MessageBody;
}
