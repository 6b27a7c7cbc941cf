import type { EpochMilliseconds } from "../base/time.ts";
import type { Severity } from "./monitor.ts";

/** What a notice tells. `healed`: the opening and the resolution in one, never told apart. */
export type NoticeKind =
  | "opened"
  | "cause-added"
  | "occurrence"
  | "reopened"
  | "flapping"
  | "acknowledged"
  | "resolved"
  | "healed"
  | "reminder"
  | "escalated";

/**
 * A message owed, one row of the outbox: unique by (monitor, drill, happenedAt, revision, kind,
 * route, recipient).
 */
export interface Notice {
  /** The incident, by its natural key. */
  readonly monitor: string;
  readonly drill: string | null;
  readonly happenedAt: EpochMilliseconds;
  /** The revision of the incident that it tells of. */
  readonly revision: number;
  readonly kind: NoticeKind;
  readonly severity: Severity;
  readonly route: string;
  /** One address of a route with several, else an empty text. */
  readonly recipient: string;
  /** Notices of one route and recipient with the same group may leave as one message. */
  readonly group: string;
  /** Not to leave before. */
  readonly dueAt: EpochMilliseconds;
  /** To be shown without disturbing anybody: an update in place or in the thread. */
  readonly quiet: boolean;
}

/** A notice of an incident as the outbox has it, for what must still be told or taken back. */
export interface OutboxEntry {
  readonly kind: NoticeKind;
  readonly route: string;
  readonly recipient: string;
  /**
   * `waiting`: it certainly did not arrive, and is to be tried. `tried`: it left, or may have left.
   * `refused`: it certainly did not arrive, and is not tried any more.
   */
  readonly state: "waiting" | "tried" | "refused" | "cancelled";
}

/** An order to take back waiting notices of an incident; null stands for every route or recipient. */
export interface Cancellation {
  readonly monitor: string;
  readonly drill: string | null;
  readonly happenedAt: EpochMilliseconds;
  readonly kinds: readonly NoticeKind[];
  readonly route: string | null;
  readonly recipient: string | null;
}
