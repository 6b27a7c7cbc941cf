import type { EpochMilliseconds } from "../base/time.ts";
import type { Receipt } from "./attempt.ts";

/** What the store knows of a route, by name. */
export interface RouteRecord {
  readonly route: string;
  /** Of its config when the rest was learned: proof and acceptance of another config count no more. */
  readonly digest: string;
  readonly reachedAt: EpochMilliseconds | null;
  readonly acceptedAt: EpochMilliseconds | null;
  readonly acceptedReceipt: Receipt | null;
  readonly provedAt: EpochMilliseconds | null;
  readonly provedBy: string | null;
  /** Failures since the last acceptance. */
  readonly failuresInRow: number;
  readonly failingSince: EpochMilliseconds | null;
  readonly lastReason: string | null;
  /** Since when it takes nothing at all; null while it may. */
  readonly brokenSince: EpochMilliseconds | null;
  /**
   * Nothing is sent before (Retry-After, or the pause after failures in a row). Once it has passed,
   * one message at a time is tried, until one is taken and this is null again.
   */
  readonly closedUntil: EpochMilliseconds | null;
}

/** What was learned of a route apart from attempts. */
export type RouteNews =
  | { readonly kind: "reached" }
  | { readonly kind: "unreached"; readonly reason: string }
  /** A test message was taken. */
  | { readonly kind: "accepted"; readonly receipt: Receipt }
  | { readonly kind: "refused"; readonly broken: boolean; readonly reason: string }
  /** A person answered through it. */
  | { readonly kind: "proved"; readonly by: string };

/** A route of which nothing is known yet, or whose config is another one since. */
export function newRouteRecord(route: string, digest: string): RouteRecord {
  return {
    ...{ route, digest, reachedAt: null, acceptedAt: null, acceptedReceipt: null },
    ...{ provedAt: null, provedBy: null, failuresInRow: 0, failingSince: null },
    ...{ lastReason: null, brokenSince: null, closedUntil: null },
  };
}
