import { appendAudit } from "./audit-append.ts";
import { tellsOf } from "./outbox-heard.ts";
import { prepare, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";

/** A message that certainly did not arrive is no more; its notices are free. */
export function retireMessage(store: Store, number: number): void {
  const free = "UPDATE notices SET message = NULL WHERE message = ? AND state = 'waiting'";
  prepare(store, free).run(number);
  const unmade = "DELETE FROM messages WHERE number = ? AND attempts = 0";
  if (prepare(store, unmade).run(number).changes === 1) return;
  closeMessage(store, number, "retired");
}

export function closeMessage(store: Store, number: number, state: "settled" | "retired"): void {
  const close = `UPDATE messages SET state = ?, lease_token = NULL, lease_until = NULL
    WHERE number = ? AND state = 'open'`;
  prepare(store, close).run(state, number);
}

export type FinalState = "delivered" | "refused" | "given-up" | "unknown";

/** The message is over, and its notices with it. */
export function settleNotices(
  store: Store,
  message: number,
  state: FinalState,
  told: { readonly attempt: number; readonly receiptDigest: string | null; readonly deed: Deed },
): void {
  const select = `SELECT notices.number, notices.incident, messages.route, messages.recipient
    FROM notices JOIN messages ON messages.number = notices.message
    WHERE notices.message = ? AND notices.state = 'waiting' ORDER BY notices.number`;
  const rows = prepare(store, select).all(message) as [number, number, string, string][];
  const end = "UPDATE notices SET state = ? WHERE message = ? AND state = 'waiting'";
  prepare(store, end).run(state, message);
  closeMessage(store, message, "settled");
  prepare(store, spare).run(message);
  const first = rows[0];
  if (first === undefined) return;
  const incidents = [...new Set(rows.map(([, incident]) => incident))];
  const { attempt, receiptDigest, deed } = told;
  appendAudit(store, {
    at: deed.now,
    kind: kinds[state],
    actor: deed.by,
    subject: incidents.length === 1 ? `INC-${incidents.join("")}` : null,
    data: {
      ...{ message, attempt, state, route: first[2], recipient: first[3], incidents },
      ...{ notices: rows.map(([number]) => number), receipt: receiptDigest },
    },
  });
}

const kinds = {
  delivered: "notice-delivered",
  refused: "notice-refused",
  "given-up": "notice-given-up",
  unknown: "notice-given-up",
} as const;

/** Of what somebody heard over another route, nobody need be told on the host itself. */
const spare = `UPDATE notices SET told_at = 0
  WHERE told_at IS NULL AND state IN ('refused', 'given-up', 'unknown')
  AND EXISTS (SELECT 1 FROM notices AS mine
    WHERE mine.message = ? AND ${tellsOf("mine", "notices")})
  AND EXISTS (SELECT 1 FROM notices AS heard
    WHERE ${tellsOf("heard", "notices")} AND heard.state = 'delivered')`;
