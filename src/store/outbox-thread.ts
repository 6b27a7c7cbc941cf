import type { Receipt } from "../domain/attempt.ts";
import { messageId } from "../domain/message-id.ts";
import type { Thread } from "../domain/message.ts";
import { prepare, type Store } from "./store.ts";

/** What went before, or may have gone, to the same recipient about the incident; null for nothing. */
export function readThread(
  store: Store,
  storeId: string,
  incident: number,
  to: { readonly message: number; readonly route: string; readonly recipient: string },
): Thread | null {
  const rows = prepare(store, select).all(incident, to.route, to.recipient, to.message);
  const before = (rows as ThreadRow[]).map(([number, receipt]) => ({
    id: messageId(storeId, number),
    reference: receipt === null ? null : (JSON.parse(receipt) as Receipt).reference,
  }));
  const root = before[0];
  if (root === undefined) return null;
  return {
    root: root.id,
    rootReference: root.reference,
    before: before.map((message) => message.id),
  };
}

const select = `SELECT DISTINCT messages.number,
    (SELECT receipt FROM attempts WHERE attempts.message = messages.number
      AND attempts.state = 'delivered')
  FROM notices JOIN message_notices ON message_notices.notice = notices.number
  JOIN messages ON messages.number = message_notices.message
  WHERE notices.incident = ? AND notices.route = ? AND notices.recipient = ?
    AND messages.number <> ? AND EXISTS (SELECT 1 FROM attempts
      WHERE attempts.message = messages.number
      AND attempts.state IN ('delivered', 'unknown', 'begun'))
  ORDER BY messages.number`;

type ThreadRow = readonly [number, string | null];
