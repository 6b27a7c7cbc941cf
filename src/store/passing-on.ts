import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Taker } from "../domain/route-failover.ts";
import type { Deed } from "./deed.ts";
import type { StoreFailure } from "./failure.ts";
import type { StoredNotice } from "./incident-row.ts";

export interface StrandedQuestion {
  readonly now: EpochMilliseconds;
  /** The routes of the config in force. */
  readonly routes: readonly string[];
  readonly limit: number;
}

/** A part of `WatchStore`. */
export interface PassingOn {
  /** Notices that are due and that their route won't take; those passed on already are left out. */
  readonly stranded: (
    question: StrandedQuestion,
  ) => Promise<Result<readonly StoredNotice[], StoreFailure>>;
  /** Owes each of them to others in its place; how many are owed by that. */
  readonly passOn: (
    instead: readonly Instead[],
    routes: readonly string[],
    deed: Deed,
  ) => Promise<Result<number, StoreFailure>>;
}

/** Who gets a notice in the place of its route. */
export interface Instead {
  readonly notice: number;
  readonly to: readonly Taker[];
}
