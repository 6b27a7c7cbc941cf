import type { EpochMilliseconds } from "../base/time.ts";
import type { Notice } from "../domain/notice.ts";

export type { NumberedIncident, TimelineEntry } from "../domain/incident.ts";

/**
 * `waiting`: to be told, whether or not it was tried. The others are final. `delivered`: a provider
 * said that it has it. `unknown`: it may have arrived, and is not tried any more. `refused`: a
 * provider won't take it. `given-up`: tried for a day, and it certainly did not arrive. `cancelled`:
 * taken back before it left.
 */
export type NoticeState =
  "waiting" | "delivered" | "unknown" | "refused" | "given-up" | "cancelled";

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
