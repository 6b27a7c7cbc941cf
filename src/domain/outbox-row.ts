import type { EpochMilliseconds } from "../base/time.ts";
import type { Notice } from "./notice.ts";

/** A notice of one route that waits and is due, or is part of a message that is not settled. */
export interface WaitingNotice extends Pick<Notice, "recipient" | "group" | "kind" | "dueAt"> {
  readonly number: number;
  readonly incident: number;
  readonly message: number | null;
  /** Taken back while somebody had it in hand. */
  readonly recalled: boolean;
}

/** A message of one route that is not settled. */
export interface OpenMessage {
  readonly number: number;
  /** Notices in it when it was formed. */
  readonly size: number;
  readonly attempts: number;
  readonly mayHaveArrived: boolean;
  readonly nextAt: EpochMilliseconds;
  /** Somebody has it in hand. */
  readonly leased: boolean;
}
