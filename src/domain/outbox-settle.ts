import { unreachable } from "../base/unreachable.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { AttemptOutcome } from "./attempt.ts";

/** What becomes of a message, and of the notices in it, after an attempt. */
export type Settled =
  | { readonly kind: "over"; readonly state: "delivered" | "refused" | "given-up" | "unknown" }
  /** To be tried again then. */
  | { readonly kind: "waits"; readonly until: EpochMilliseconds };

export interface SettleQuestion {
  /** When it was due and taken up first. */
  readonly dueAt: EpochMilliseconds;
  /** Whether an attempt before may have arrived. */
  readonly mayHaveArrived: boolean;
  readonly endedAt: EpochMilliseconds;
  /** When to try again; null: no more. */
  readonly retryAt: EpochMilliseconds | null;
  /** Until when the route is closed, as of this attempt; null for not. */
  readonly closedUntil: EpochMilliseconds | null;
}

/** A broken route may be mended within this time, and its notices wait for it. */
const longestWait = 24 * 60 * 60 * 1_000;

/**
 * A refusal of the message is final. A refusal because the route is broken says nothing about the
 * message: it waits for a day. Whatever may have arrived before stays `unknown`, never `refused`.
 */
export function settleMessage(outcome: AttemptOutcome, asked: SettleQuestion): Settled {
  const { mayHaveArrived, retryAt, endedAt } = asked;
  switch (outcome.kind) {
    case "delivered":
      return { kind: "over", state: "delivered" };
    case "refused":
      return outcome.broken && endedAt - asked.dueAt < longestWait
        ? { kind: "waits", until: Math.max(endedAt, asked.closedUntil ?? endedAt) }
        : { kind: "over", state: mayHaveArrived ? "unknown" : "refused" };
    case "try-later":
      return retryAt === null
        ? { kind: "over", state: mayHaveArrived ? "unknown" : "given-up" }
        : { kind: "waits", until: retryAt };
    case "unknown":
      return retryAt === null
        ? { kind: "over", state: "unknown" }
        : { kind: "waits", until: retryAt };
    default:
      return unreachable(outcome);
  }
}
