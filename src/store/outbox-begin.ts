import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { BegunAttempt, NotHeld, Parcel } from "./delivering.ts";
import type { StoreFailure } from "./failure.ts";
import { retireMessage } from "./outbox-write.ts";
import { prepare, transact, type Store } from "./store.ts";

/** Writes an attempt before the call, while the lease lasts and nothing of it was taken back. */
export function beginAttempt(
  store: Store,
  parcel: Parcel,
  now: EpochMilliseconds,
): Result<BegunAttempt, StoreFailure | NotHeld> {
  const begun = transact<BegunAttempt | null, never>(store, () => ok(begin(store, parcel, now)));
  if (!begun.ok) return begun;
  return begun.value === null ? fail({ kind: "not-held" }) : ok(begun.value);
}

function begin(store: Store, { number, lease }: Parcel, now: EpochMilliseconds) {
  const select = prepare(store, selectHeld);
  const row = select.get(number, lease.token, now) as [number, number] | undefined;
  if (row === undefined) return null;
  const [attempts, unsure] = row;
  if (unsure === 0 && takeBackRecalled(store, number)) return null;
  prepare(store, addAttempt).run(number);
  if (attempts === 0) prepare(store, fixMembers).run(number);
  const [seq, hash] = prepare(store, selectEnd).get() as [number, string];
  const insert = prepare(store, insertAttempt);
  const { lastInsertRowid } = insert.run(number, attempts + 1, now, seq, hash);
  return { id: Number(lastInsertRowid), number: attempts + 1, witness: { seq, hash } };
}

/** Where a part of the message was taken back since it was claimed, the rest is claimed anew. */
function takeBackRecalled(store: Store, message: number): boolean {
  const recall = `UPDATE notices SET state = 'cancelled'
    WHERE message = ? AND state = 'waiting' AND recalled = 1`;
  if (prepare(store, recall).run(message).changes === 0) return false;
  prepare(store, "UPDATE notices SET message = NULL WHERE message = ?").run(message);
  retireMessage(store, message);
  return true;
}

const selectHeld = `SELECT attempts, unsure FROM messages
  WHERE number = ? AND state = 'open' AND lease_token = ? AND lease_until > ?`;

const addAttempt = `UPDATE messages SET attempts = attempts + 1, unsure = unsure + 1
  WHERE number = ?`;

const fixMembers = `INSERT INTO message_notices (message, notice)
  SELECT message, number FROM notices WHERE message = ? AND state = 'waiting'`;

const selectEnd = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";

const insertAttempt = `INSERT INTO attempts (message, number, begun_at, witness_seq, witness_hash)
  VALUES (?, ?, ?, ?, ?)`;
