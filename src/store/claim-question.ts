import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/** A route that this process could send to now: its secrets are at hand and its rate allows. */
export interface OpenRoute {
  readonly route: string;
  /**
   * Of its config. Where it is another one than when the route failed, somebody may have mended it:
   * then it is neither broken nor closed any more.
   */
  readonly digest: string;
  /** Notices of several incidents may leave as one message. */
  readonly groups: boolean;
}

export interface ClaimQuestion {
  readonly now: EpochMilliseconds;
  readonly routes: readonly OpenRoute[];
  readonly token: string;
  readonly leaseMs: Milliseconds;
  /** At most so many of each route. */
  readonly limitPerRoute: number;
}
