import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { AttemptState, Receipt } from "../domain/attempt.ts";
import type { AttemptsQuestion, StoredAttempt } from "./delivering.ts";
import { prepare, type Store } from "./store.ts";

/** Newest first. */
export function readAttempts(
  store: Store,
  { incident, route, limit }: AttemptsQuestion,
): readonly StoredAttempt[] {
  const terms = ["1"];
  const values: (string | number)[] = [];
  if (incident !== undefined) {
    terms.push(ofIncident);
    values.push(incident);
  }
  if (route !== undefined) {
    terms.push("messages.route = ?");
    values.push(route);
  }
  const sql = `${select} WHERE ${terms.join(" AND ")} ORDER BY attempts.id DESC LIMIT ?`;
  return (prepare(store, sql).all(...values, limit) as AttemptRow[]).map(toAttempt);
}

/** Of every notice of an incident, oldest first. */
export function readAttemptsOf(store: Store, incident: number): readonly StoredAttempt[] {
  const sql = `${select} WHERE ${ofIncident} ORDER BY attempts.id`;
  return (prepare(store, sql).all(incident) as AttemptRow[]).map(toAttempt);
}

const ofIncident = `attempts.message IN (SELECT message_notices.message FROM notices
  JOIN message_notices ON message_notices.notice = notices.number WHERE notices.incident = ?)`;

const select = `SELECT attempts.id, attempts.message, messages.route, messages.recipient,
    attempts.number, attempts.state, attempts.begun_at, attempts.ended_at, attempts.took_ms,
    attempts.reason, attempts.receipt,
    (SELECT json_group_array(notice) FROM message_notices
      WHERE message_notices.message = attempts.message)
  FROM attempts JOIN messages ON messages.number = attempts.message`;

type AttemptRow = readonly [
  number,
  number,
  string,
  string,
  number,
  AttemptState,
  EpochMilliseconds,
  EpochMilliseconds | null,
  Milliseconds | null,
  string | null,
  string | null,
  string,
];

function toAttempt(row: AttemptRow): StoredAttempt {
  const [id, message, route, recipient, number, state, begunAt, endedAt, tookMs, reason] = row;
  const receipt = row[10] === null ? null : (JSON.parse(row[10]) as Receipt);
  const notices = (JSON.parse(row[11]) as number[]).toSorted((one, other) => one - other);
  return {
    ...{ id, message, route, recipient, number, state, begunAt, endedAt, tookMs, reason, receipt },
    notices,
  };
}
