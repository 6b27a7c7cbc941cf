import type { Actor } from "../domain/audit.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { appendAudit } from "./audit-append.ts";
import { prepare, type Store } from "./store.ts";

/**
 * Nobody knows what happened between the backup and its return: what ran then was recorded elsewhere.
 * So nothing is called missed for that time, no slot of it is taken up again, and what was about to
 * begin then is not begun now. Call it in the transaction that restores; the start of that time.
 */
export function excuseGap(
  store: Store,
  { by, now }: { readonly by: Actor; readonly now: EpochMilliseconds },
): EpochMilliseconds {
  const [at] = prepare(store, selectLast).get() as [EpochMilliseconds | null];
  const since = Math.min(at ?? now, now);
  const reason = "restored from a backup: not known";
  const expecting = prepare(store, selectExpecting).all() as [number, string][];
  for (const [monitor, name] of expecting) {
    const values = [monitor, since, now, reason, by.user, by.host];
    const number = Number(prepare(store, insertPause).run(...values).lastInsertRowid);
    const data = { number, since, until: now, reason };
    appendAudit(store, { at: now, kind: "pause-began", actor: by, subject: name, data });
  }
  prepare(store, "DELETE FROM dispatches").run();
  prepare(store, "UPDATE dispatch_cursors SET slot = max(slot, ?)").run(now);
  prepare(store, "UPDATE messages SET lease_token = NULL, lease_until = NULL").run();
  return since;
}

/** The last sign of life in the backup. */
const selectLast = `SELECT max(coalesce((SELECT max(until) FROM watches), 0),
  coalesce((SELECT max(started_at) FROM runs), 0), coalesce((SELECT max(ended_at) FROM runs), 0))`;
const selectExpecting = "SELECT number, name FROM monitors WHERE expects = 1";
const insertPause = `INSERT INTO pauses (monitor, since, until, reason, user, host)
  VALUES (?, ?, ?, ?, ?, ?)`;
