import type { ChangeWhat, Incident } from "../domain/incident.ts";
import type { Notice } from "../domain/notice.ts";
import type { EpochMilliseconds } from "../base/time.ts";

/** An incident with its number: `INC-4` is 4. */
export interface NumberedIncident {
  readonly number: number;
  readonly incident: Incident;
}

/** One line of an incident's timeline. */
export type TimelineEntry = {
  /** The revision that it made. */
  readonly revision: number;
  readonly at: EpochMilliseconds;
  readonly noticedAt: EpochMilliseconds;
} & ChangeWhat;

/**
 * `waiting`: no attempt was begun. `delivered`: a provider said that it has it. `unknown`: it left,
 * and no answer came. `refused`: no more attempts are made. `cancelled`: taken back before it left.
 */
export type NoticeState = "waiting" | "delivered" | "unknown" | "refused" | "cancelled";

/** A row of the outbox. */
export interface StoredNotice extends Notice {
  readonly number: number;
  /** The number of its incident. */
  readonly incident: number;
  readonly owner: string | null;
  readonly state: NoticeState;
  readonly createdAt: EpochMilliseconds;
  /** A silence holds it back until then; null where none does. */
  readonly heldUntil: EpochMilliseconds | null;
}
