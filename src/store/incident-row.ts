import type { EpochMilliseconds } from "../base/time.ts";
import type { Notice } from "../domain/notice.ts";

export type { NumberedIncident, TimelineEntry } from "../domain/incident.ts";

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
