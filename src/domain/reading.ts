import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Scalar } from "./probe.ts";

/** One look with a probe: what was there, before anybody says whether it is good. Plain JSON of bounded size. */
export interface Reading {
  readonly at: EpochMilliseconds;
  /** Of the last attempt. */
  readonly tookMs: Milliseconds;
  readonly attempts: number;
  readonly seen: Seen;
}

export type Seen =
  | {
      readonly kind: "file";
      /** The newest match. */
      readonly path: string;
      /** How many files match. */
      readonly count: number;
      readonly size: number;
      readonly modifiedAt: EpochMilliseconds;
      /** In hex; null where it was not asked for. */
      readonly sha256: string | null;
      readonly content: TextSeen | null;
    }
  /** `others`: what matches and is no regular file. */
  | { readonly kind: "no-file"; readonly pattern: string; readonly others: number }
  | {
      readonly kind: "command";
      readonly exitCode: number;
      readonly output: TextSeen;
      /** The number or time that it printed, where one was asked for and there was one. */
      readonly value: Scalar;
      /** Whether it has the form asked for; null where none was. */
      readonly valueMatched: boolean | null;
      /** The last of what it printed, redacted. */
      readonly excerpt: string;
    }
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Of those asked for: whether each matches. */
      readonly headers: Readonly<Record<string, boolean>>;
      /** Of the paths asked for, in their order. */
      readonly json: readonly JsonSeen[];
      readonly body: TextSeen;
      readonly bytes: number;
      readonly certificateUntil: EpochMilliseconds | null;
      readonly excerpt: string;
    }
  /** Nothing answered, or not as it should: what a customer would meet, too. */
  | { readonly kind: "no-answer"; readonly reason: string }
  /** `rows`: 0 or 1. */
  | {
      readonly kind: "query";
      readonly rows: number;
      readonly value: Scalar;
      readonly matched: boolean | null;
    }
  /** The look itself failed: it tells nothing of the promise. */
  | { readonly kind: "unknown"; readonly reason: string };

/** What was found of the patterns asked for; null where one was not asked for. */
export interface TextSeen {
  readonly matched: boolean | null;
  readonly unwanted: boolean | null;
  /** False where the text was longer than what is searched. */
  readonly whole: boolean;
}

export type JsonSeen =
  | { readonly kind: "value"; readonly value: Scalar; readonly matched: boolean | null }
  | { readonly kind: "nothing" }
  /** A list or a mapping. */
  | { readonly kind: "many" }
  /** What came is no JSON, or too long to read. */
  | { readonly kind: "no-json"; readonly reason: string };

export type ReadingState = "good" | "bad" | "unknown";

/** What a reading comes to. */
export interface Weighed {
  readonly state: ReadingState;
  /** What is wrong, or what could not be told; empty where all is good. */
  readonly problems: readonly string[];
  /** What was seen, in few words. */
  readonly facts: readonly string[];
  /** Since when it has been bad, where that can be told. */
  readonly since: EpochMilliseconds | null;
  /** When it goes bad by itself, where that can be told. */
  readonly until: EpochMilliseconds | null;
}

/** A reading with what it came to. */
export interface WeighedReading {
  readonly reading: Reading;
  readonly weighed: Weighed;
}

/** The latest look at what must be fresh, and the latest good one; null where there was none. */
export interface ReadingsTold {
  readonly latest: WeighedReading | null;
  readonly lastGood: WeighedReading | null;
}

/** As it is kept: what a good look printed is no news. */
export function withoutExcerpt({ reading, weighed }: WeighedReading): WeighedReading {
  const { seen } = reading;
  return weighed.state === "good" && "excerpt" in seen
    ? { weighed, reading: { ...reading, seen: { ...seen, excerpt: "" } } }
    : { reading, weighed };
}

/** In one line: what is wrong, else what was seen. */
export function weighedWords({ problems, facts }: Pick<Weighed, "problems" | "facts">): string {
  return (problems.length > 0 ? problems : facts).join(", ");
}
