import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { EvidenceSource } from "./evidence.ts";
import type { Ending } from "./run.ts";

/**
 * Something heard of one monitor. The store keeps these in the order of arrival; each is given to
 * the judge once, and a run's start never after its end. `at` is when it happened, which may lie
 * before what was judged already.
 */
export type Heard =
  /** `ears`: it came over the network, so that it would have been lost while nobody listened. */
  | {
      readonly kind: "started";
      readonly run: string;
      readonly at: EpochMilliseconds;
      /** The slot for which luota started it, where it did. */
      readonly slot: EpochMilliseconds | null;
      readonly ears: boolean;
    }
  /** A run that never began because the last one still went; it has no `started` or `ended`. */
  | {
      readonly kind: "skipped";
      readonly run: string;
      readonly at: EpochMilliseconds;
      readonly slot: EpochMilliseconds | null;
    }
  | {
      readonly kind: "ended";
      readonly run: string;
      readonly startedAt: EpochMilliseconds;
      readonly at: EpochMilliseconds;
      readonly durationMs: Milliseconds;
      readonly ending: Ending;
      /** One of its numbers is far from usual, where that is to be an incident. */
      readonly drifted?: boolean;
    }
  | {
      readonly kind: "lost";
      readonly run: string;
      readonly startedAt: EpochMilliseconds;
      readonly at: EpochMilliseconds;
    }
  | { readonly kind: "beat"; readonly at: EpochMilliseconds; readonly ears: boolean }
  /** One step of evidence of a run, proven or refuted. */
  | {
      readonly kind: "proof";
      readonly run: string;
      readonly step: string;
      readonly source: EvidenceSource;
      readonly at: EpochMilliseconds;
      readonly good: boolean;
    }
  /** `since`: when what was read went bad, where that can be told; else the reading's own time. */
  | {
      readonly kind: "reading";
      readonly at: EpochMilliseconds;
      readonly state: "good" | "bad" | "unknown";
      readonly since: EpochMilliseconds | null;
    }
  /** Of luota's own monitor of a route. `gone`: the config has no such route any more. */
  | {
      readonly kind: "route";
      readonly at: EpochMilliseconds;
      readonly state: "broken" | "accepts" | "gone";
    };
