import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import { followWithin } from "../domain/announce-group.ts";
import type { Severity } from "../domain/monitor.ts";
import type { NoticeKind, OutboxEntry } from "../domain/notice.ts";
import type { NoticeState, StoredNotice } from "./incident-row.ts";
import type { NoticesQuestion } from "./pages.ts";
import { prepare, type Store } from "./store.ts";
import type { OwnerGroup } from "./tick-facts.ts";

/** All notices of an incident, oldest first, as far as what is told next depends on them. */
export function readOutbox(store: Store, incident: number): readonly OutboxEntry[] {
  const select = `SELECT notices.kind, notices.route, notices.recipient, notices.state,
      notices.recalled, coalesce(messages.unsure, 0)
    FROM notices LEFT JOIN messages ON messages.number = notices.message
    WHERE notices.incident = ? ORDER BY notices.number`;
  const rows = prepare(store, select).all(incident) as OutboxRow[];
  return rows.map(([kind, route, recipient, ...state]) => ({
    ...{ kind, route, recipient },
    state: asTold(...state),
  }));
}

type OutboxRow = readonly [NoticeKind, string, string, NoticeState, number, number];

/** `unsure`: attempts of its message that may have arrived, or are under way. */
function asTold(state: NoticeState, recalled: number, unsure: number): OutboxEntry["state"] {
  switch (state) {
    case "waiting":
      if (unsure > 0) return "tried";
      return recalled === 1 ? "cancelled" : "waiting";
    case "delivered":
    case "unknown":
      return "tried";
    case "refused":
    case "given-up":
      return "refused";
    case "cancelled":
      return "cancelled";
    default:
      return unreachable(state);
  }
}

/** Who was told lately, or is about to be: their next notices wait for each other. */
export function readGroups(store: Store, now: EpochMilliseconds): readonly OwnerGroup[] {
  const select = `SELECT owner, max(due_at) FROM notices
    WHERE due_at BETWEEN ? AND ? AND state <> 'cancelled' GROUP BY owner`;
  const rows = prepare(store, select).all(now - followWithin, now + followWithin);
  return (rows as [string | null, EpochMilliseconds][]).map(([owner, lastAt]) => ({
    owner,
    lastAt,
  }));
}

const held = "notices.state = 'waiting' AND notices.held_until IS NOT NULL";

/** Waiting notices that a silence holds back. */
export function readHeldNotices(store: Store): readonly StoredNotice[] {
  return readNoticesWhere(store, `${held} ORDER BY notices.number`, []);
}

/** Oldest first. */
export function readNoticesOf(store: Store, incident: number): readonly StoredNotice[] {
  return readNoticesWhere(store, "incident = ? ORDER BY notices.number", [incident]);
}

/** The latest first. */
export function readNotices(store: Store, question: NoticesQuestion): readonly StoredNotice[] {
  const { incident, states, limit } = question;
  const terms = ["1"];
  const values: (string | number)[] = [];
  if (incident !== undefined) {
    terms.push("incident = ?");
    values.push(incident);
  }
  if (states !== undefined) {
    terms.push(`notices.state IN (${states.map(() => "?").join(", ")})`);
    values.push(...states);
  }
  const where = `${terms.join(" AND ")} ORDER BY notices.number DESC LIMIT ?`;
  return readNoticesWhere(store, where, [...values, limit]);
}

/** The notices of a message that are not settled, in the order in which they were owed. */
export function readNoticesIn(store: Store, message: number): readonly StoredNotice[] {
  const where = "notices.message = ? AND notices.state = 'waiting' ORDER BY notices.number";
  return readNoticesWhere(store, where, [message]);
}

/** `where` may name `notices`, `incidents` and `monitors`. */
export function readNoticesWhere(
  store: Store,
  where: string,
  values: readonly (string | number)[],
): readonly StoredNotice[] {
  const rows = prepare(store, `${select} WHERE ${where}`).all(...values);
  return (rows as NoticeRow[]).map(toNotice);
}

const select = `SELECT notices.number, notices.incident, monitors.name, incidents.drill,
    incidents.happened_at, notices.revision, notices.kind, notices.severity, notices.owner,
    notices.route, notices.recipient, notices.group_key, notices.quiet, notices.created_at,
    notices.due_at, notices.held_until, notices.state
  FROM notices JOIN incidents ON incidents.number = notices.incident
  JOIN monitors ON monitors.number = incidents.monitor`;

type NoticeRow = readonly [
  number,
  number,
  string,
  string | null,
  EpochMilliseconds,
  number,
  NoticeKind,
  Severity,
  string | null,
  string,
  string,
  string,
  number,
  EpochMilliseconds,
  EpochMilliseconds,
  EpochMilliseconds | null,
  NoticeState,
];

function toNotice(row: NoticeRow): StoredNotice {
  const [number, incident, monitor, drill, happenedAt, revision, kind, severity, owner] = row;
  const [route, recipient, group, quiet, createdAt, dueAt, heldUntil, state] = tail(row);
  return {
    ...{ number, incident, monitor, drill, happenedAt, revision, kind, severity, owner },
    ...{ route, recipient, group, quiet: quiet === 1, createdAt, dueAt, heldUntil, state },
  };
}

function tail(row: NoticeRow) {
  return [row[9], row[10], row[11], row[12], row[13], row[14], row[15], row[16]] as const;
}
