import type { EpochMilliseconds } from "../base/time.ts";
import { messageId } from "../domain/message-id.ts";
import type { NoticeKind } from "../domain/notice.ts";
import { isBreak, tellAsOne } from "../domain/outbox-story.ts";
import type { ClaimQuestion } from "./claim-question.ts";
import type { Parcel, ParcelItem } from "./delivering.ts";
import { readDigestContent } from "./digest-owe.ts";
import type { StoredNotice } from "./incident-row.ts";
import { readNoticesIn } from "./notices-read.ts";
import { readThread } from "./outbox-thread.ts";
import { prepare, type Store } from "./store.ts";

/** The messages as they are to be told, in the same order. */
export function readParcels(
  store: Store,
  numbers: readonly number[],
  { now, token, leaseMs }: ClaimQuestion,
): readonly Parcel[] {
  const lease = { token, until: now + leaseMs };
  const [storeId] = (prepare(store, selectStoreId).get() as [string] | undefined) ?? [""];
  return numbers.map((number) => {
    const row = prepare(store, selectMessage).get(number) as MessageRow;
    const [route, recipient, firstDueAt, attempts, unsure] = row;
    const notices = readNoticesIn(store, number);
    const items = readItems(store, notices);
    const first = items[0]?.incident;
    const to = { message: number, route, recipient };
    return {
      ...{ number, id: messageId(storeId, number), route, recipient, items, firstDueAt, attempts },
      quiet: notices.length > 0 && notices.every((notice) => notice.quiet),
      mayHaveArrived: unsure > 0,
      digest: notices.length === 0 ? readDigestContent(store, number) : null,
      thread: first === undefined ? null : readThread(store, storeId, first, to),
      lease,
    };
  });
}

const selectStoreId = "SELECT value FROM meta WHERE key = 'store-id'";

const selectMessage = `SELECT route, recipient, due_at, attempts, unsure FROM messages
  WHERE number = ?`;

type MessageRow = readonly [string, string, EpochMilliseconds, number, number];

function readItems(store: Store, notices: readonly StoredNotice[]): readonly ParcelItem[] {
  const items = Map.groupBy(notices, (notice) => notice.incident);
  return [...items].map(([incident, own]) => {
    const kinds = own.map((notice) => notice.kind);
    return { incident, kind: tellAsOne(kinds, heardOfBreak(store, own[0])), notices: own };
  });
}

/** Whether the last that the recipient heard of the incident is that it is broken. */
function heardOfBreak(store: Store, notice: StoredNotice | undefined): boolean {
  if (notice === undefined) return false;
  const { incident, route, recipient } = notice;
  const row = prepare(store, selectHeard).get(incident, route, recipient);
  return row !== undefined && isBreak((row as [NoticeKind])[0]);
}

const selectHeard = `SELECT kind FROM notices WHERE incident = ? AND route = ? AND recipient = ?
  AND state IN ('delivered', 'unknown') AND kind NOT IN ('occurrence', 'acknowledged')
  ORDER BY number DESC LIMIT 1`;
