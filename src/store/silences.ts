import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { appendAudit } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import type { StoredSilence } from "./pause-row.ts";
import { prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";

export interface SilenceRequest {
  /** A name or a pattern. */
  readonly monitor: string;
  readonly until: EpochMilliseconds;
  readonly reason: string;
}

/** From now on nobody is told of these monitors, until then. */
export function addSilence(
  store: Store,
  { monitor, until, reason }: SilenceRequest,
  { by, now }: Deed,
): Result<StoredSilence, StoreFailure> {
  return transact(store, () => {
    const values = [monitor, now, until, reason, by.user, by.host];
    const number = Number(prepare(store, insert).run(...values).lastInsertRowid);
    const data = { number, until, reason };
    appendAudit(store, { at: now, kind: "silence-began", actor: by, subject: monitor, data });
    return ok({ number, monitor, from: now, until, reason, by });
  });
}

const insert = `INSERT INTO silences (monitor, since, until, reason, user, host)
  VALUES (?, ?, ?, ?, ?, ?)`;

/** Ends the silences of exactly this name or pattern. The next tick lets go what they held back. */
export function endSilences(
  store: Store,
  { monitor, note }: { readonly monitor: string; readonly note: string | null },
  { by, now }: Deed,
): Result<readonly StoredSilence[], StoreFailure> {
  return transact(store, () => {
    const ended = readSilences(store, now).filter((silence) => silence.monitor === monitor);
    for (const { number } of ended) {
      prepare(store, "UPDATE silences SET until = ? WHERE number = ?").run(now, number);
      const data = { number, note };
      appendAudit(store, { at: now, kind: "silence-ended", actor: by, subject: monitor, data });
    }
    return ok(ended.map((silence) => ({ ...silence, until: now })));
  });
}

/** Those that end after `now`. */
export function readSilences(store: Store, now: EpochMilliseconds): readonly StoredSilence[] {
  const select = `SELECT number, monitor, since, until, reason, user, host FROM silences
    WHERE until > ? ORDER BY number DESC`;
  return (prepare(store, select).all(now) as SilenceRow[]).map(
    ([number, monitor, from, until, reason, user, host]) => ({
      ...{ number, monitor, from, until, reason },
      by: { user, host },
    }),
  );
}

type SilenceRow = readonly [
  number,
  string,
  EpochMilliseconds,
  EpochMilliseconds,
  string,
  string | null,
  string | null,
];
