import type { Milliseconds } from "../base/duration.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import type { AttemptOutcome, AttemptState, Receipt } from "../domain/attempt.ts";
import type { Thread, Witness } from "../domain/message.ts";
import type { NoticeKind } from "../domain/notice.ts";
import type { StoreFailure } from "./failure.ts";
import type { StoredNotice } from "./incident-row.ts";

type Answer<Value, Failure = never> = Promise<Result<Value, StoreFailure | Failure>>;

/** A route that this process could send to now: its secrets are at hand and its rate allows. */
export interface OpenRoute {
  readonly route: string;
  /** Notices of several incidents may leave as one message. */
  readonly groups: boolean;
}

/** One message: what is to be told to one recipient of one route, under one id for good. */
export interface Parcel {
  /** Of the message; `Message.id` is built on it and on the store's id. Never used twice. */
  readonly number: number;
  readonly route: string;
  readonly recipient: string;
  /** What it tells, one entry for each incident; all notices that it settles. */
  readonly items: readonly ParcelItem[];
  readonly quiet: boolean;
  /** When the first of its notices was due first: 24 h after that nobody tries any more. */
  readonly firstDueAt: EpochMilliseconds;
  /** Attempts that were begun before, ended or not. */
  readonly attempts: number;
  /** Whether an attempt before may have arrived. */
  readonly mayHaveArrived: boolean;
  /** For the first incident of it. */
  readonly thread: Thread | null;
  /** Who holds it; each claim has another. A holder whose lease has passed writes nothing any more. */
  readonly lease: { readonly token: string; readonly until: EpochMilliseconds };
}

export interface ParcelItem {
  readonly incident: number;
  /** The one story that its notices come to together: what was overtaken before it left is not told. */
  readonly kind: NoticeKind;
  readonly notices: readonly StoredNotice[];
}

export interface ClaimQuestion {
  readonly now: EpochMilliseconds;
  readonly routes: readonly OpenRoute[];
  readonly token: string;
  readonly leaseMs: Milliseconds;
  /** At most so many of each route. */
  readonly limitPerRoute: number;
}

/** Somebody else holds it by now, or it was settled or taken back. */
export interface NotHeld {
  readonly kind: "not-held";
}

export interface BegunAttempt {
  readonly id: number;
  /** 1 for the first. */
  readonly number: number;
  /** The end of the chain as the message names it. */
  readonly witness: Witness;
}

export interface Settlement {
  readonly attempt: number;
  readonly token: string;
  readonly outcome: AttemptOutcome;
  readonly endedAt: EpochMilliseconds;
  /** From the monotonic clock. */
  readonly tookMs: Milliseconds;
  /** When to try again; null: no more. Ignored where it was delivered or refused. */
  readonly retryAt: EpochMilliseconds | null;
}

/** One try, as kept. `begun` with nobody at work on it: the process died in between; nobody knows. */
export interface StoredAttempt {
  readonly id: number;
  readonly message: number;
  readonly route: string;
  readonly recipient: string;
  readonly number: number;
  readonly state: AttemptState;
  readonly begunAt: EpochMilliseconds;
  readonly endedAt: EpochMilliseconds | null;
  readonly tookMs: Milliseconds | null;
  readonly reason: string | null;
  readonly receipt: Receipt | null;
  /** Numbers of the notices that it carried. */
  readonly notices: readonly number[];
}

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
  /** Nothing is sent before (Retry-After, or the pause after failures in a row). */
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

/** What delivery asks of the store; a part of `WatchStore`. */
export interface Delivering {
  /**
   * Claims what is due as messages, under a lease. What a message holds is fixed by its first
   * attempt: later notices make another one. A notice waits while an earlier one about the same
   * incident for the same recipient is in somebody's hands, so that nothing overtakes.
   */
  readonly claimParcels: (question: ClaimQuestion) => Answer<readonly Parcel[]>;
  /** Writes the attempt before the call: from here on a crash leaves `begun`, which reads as unknown. */
  readonly beginAttempt: (parcel: Parcel, now: EpochMilliseconds) => Answer<BegunAttempt, NotHeld>;
  readonly settleAttempt: (settlement: Settlement, deed: Deed) => Answer<void, NotHeld>;
  /** Gives parcels back untried, as where a secret can't be read after all. */
  readonly releaseParcels: (parcels: readonly Parcel[]) => Answer<void>;
  /** When the next notice is due on one of those routes, or a lease runs out; null for never. */
  readonly nextDelivery: (routes: readonly string[]) => Answer<EpochMilliseconds | null>;
  /** Newest first. */
  readonly attempts: (question: AttemptsQuestion) => Answer<readonly StoredAttempt[]>;
  readonly routes: () => Answer<readonly RouteRecord[]>;
  readonly noteRoute: (
    note: { readonly route: string; readonly digest: string; readonly news: RouteNews },
    deed: Deed,
  ) => Answer<RouteRecord>;
  /** Notices that no route can take any more and that nobody was told of on the host itself yet. */
  readonly undeliverable: (now: EpochMilliseconds) => Answer<readonly StoredNotice[]>;
  /** Marks them as told on the host itself (syslog, the output of `check`); those that were not yet. */
  readonly toldOnHost: (
    notices: readonly StoredNotice[],
    deed: Deed,
  ) => Answer<readonly StoredNotice[]>;
  /** The secret with which links to acknowledge are signed; made on first need. 32 bytes. */
  readonly linkKey: () => Answer<Uint8Array>;
}

export interface AttemptsQuestion {
  readonly incident?: number;
  readonly route?: string;
  readonly limit: number;
}

interface Deed {
  readonly by: Actor;
  readonly now: EpochMilliseconds;
}
