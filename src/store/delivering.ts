import type { Milliseconds } from "../base/duration.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { AttemptOutcome, AttemptState, Receipt } from "../domain/attempt.ts";
import type { Thread, Witness } from "../domain/message.ts";
import type { NoticeKind } from "../domain/notice.ts";
import type { RouteNews, RouteRecord } from "../domain/route-record.ts";
import type { ClaimQuestion, OpenRoute } from "./claim-question.ts";
import type { Deed } from "./deed.ts";
import type { DigestContent } from "./digest-owe.ts";
import type { StoreFailure } from "./failure.ts";
import type { StoredNotice } from "./incident-row.ts";

type Answer<Value, Failure = never> = Promise<Result<Value, StoreFailure | Failure>>;

/** One message: what is to be told to one recipient of one route, under one id for good. */
export interface Parcel {
  /** Of the message. Never used twice. */
  readonly number: number;
  /** `Message.id`: the same in every attempt. */
  readonly id: string;
  readonly route: string;
  readonly recipient: string;
  /** What it tells, one entry for each incident; all notices that it settles. */
  readonly items: readonly ParcelItem[];
  /** What it says in the place of incidents; null where it tells of some. */
  readonly digest: DigestContent | null;
  readonly quiet: boolean;
  /** When it was due and taken up first: 24 h after that nobody tries any more. */
  readonly firstDueAt: EpochMilliseconds;
  /** Attempts that were begun before, ended or not. */
  readonly attempts: number;
  /** Whether an attempt before may have arrived. */
  readonly mayHaveArrived: boolean;
  /** For the first incident of it. */
  readonly thread: Thread | null;
  /**
   * Who holds it; each claim has another. Once it has passed, no attempt is begun; what was begun is
   * settled as long as nobody else has claimed it since.
   */
  readonly lease: { readonly token: string; readonly until: EpochMilliseconds };
}

export interface ParcelItem {
  readonly incident: number;
  /** The one story that its notices come to together: what was overtaken before it left is not told. */
  readonly kind: NoticeKind;
  readonly notices: readonly StoredNotice[];
}

/** Somebody else holds it by now, or it was settled or taken back: leave it alone, it is taken care of. */
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
  /** A refusal as `broken` leaves the notice waiting for the route to be mended, for a day. */
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

/** What delivery asks of the store; a part of `WatchStore`. */
export interface Delivering {
  /**
   * Claims what is due as messages, under a lease: those that wait longest. What a message
   * holds is fixed by its first attempt; where it certainly did not arrive and was overtaken, its
   * notices leave with the later ones as one true message of another number. A notice waits while an
   * earlier one about the same incident for the same recipient is in somebody's hands, or may have
   * arrived and is to be tried again, so that nothing overtakes.
   */
  readonly claimParcels: (question: ClaimQuestion) => Answer<readonly Parcel[]>;
  /**
   * Writes the attempt before the call: from here on a crash leaves `begun`, which reads as unknown.
   * `not-held` too where a notice of it was taken back since the claim.
   */
  readonly beginAttempt: (parcel: Parcel, now: EpochMilliseconds) => Answer<BegunAttempt, NotHeld>;
  readonly settleAttempt: (settlement: Settlement, deed: Deed) => Answer<void, NotHeld>;
  /** Gives parcels back untried, as where a secret can't be read after all. */
  readonly releaseParcels: (parcels: readonly Parcel[]) => Answer<void>;
  /** When `claimParcels` may give something of those routes; null for never. In the past: at once. */
  readonly nextDelivery: (
    routes: readonly Pick<OpenRoute, "route" | "digest">[],
  ) => Answer<EpochMilliseconds | null>;
  /** Newest first. */
  readonly attempts: (question: AttemptsQuestion) => Answer<readonly StoredAttempt[]>;
  readonly routes: () => Answer<readonly RouteRecord[]>;
  readonly noteRoute: (
    note: { readonly route: string; readonly digest: string; readonly news: RouteNews },
    deed: Deed,
  ) => Answer<RouteRecord>;
  /**
   * Notices that no route can take: refused or given up, or waiting for a broken route or for a day,
   * where no other notice of the same change was delivered or still has a chance, and nobody was told
   * of them on the host itself yet. Oldest first. Claim first, ask then: after downtime much is old
   * that nobody has tried yet.
   */
  readonly undeliverable: (now: EpochMilliseconds) => Answer<readonly StoredNotice[]>;
  /** Marks them as told on the host itself (syslog, the output of `check`); those that were not yet. */
  readonly toldOnHost: (
    notices: readonly StoredNotice[],
    deed: Deed,
  ) => Answer<readonly StoredNotice[]>;
  /** The secret with which links to acknowledge are signed; made on first need. 32 bytes. */
  readonly linkKey: (deed: Deed) => Answer<Uint8Array>;
}

export interface AttemptsQuestion {
  readonly incident?: number;
  readonly route?: string;
  readonly limit: number;
}
