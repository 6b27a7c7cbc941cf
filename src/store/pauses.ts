import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Span } from "../domain/facts.ts";
import { appendAudit } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import { touchMonitor } from "./known-monitors.ts";
import { findMonitorNumber } from "./monitor-write.ts";
import type { Pause } from "./pause-row.ts";
import { prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";
import type { NoMonitor } from "./watch.ts";

export interface PauseRequest {
  readonly monitor: string;
  readonly until: EpochMilliseconds;
  readonly reason: string | null;
}

/** From now on nothing is expected of a monitor, until then. */
export function pauseMonitor(
  store: Store,
  { monitor, until, reason }: PauseRequest,
  { by, now }: Deed,
): Result<Pause, StoreFailure | NoMonitor> {
  return transact(store, (): Result<Pause, NoMonitor> => {
    const number = findMonitorNumber(store, monitor);
    if (number === null) return fail({ kind: "no-such-monitor", monitor });
    const values = [number, now, until, reason, by.user, by.host];
    const added = Number(prepare(store, insert).run(...values).lastInsertRowid);
    touchMonitor(store, number, now);
    const data = { number: added, until, reason };
    appendAudit(store, { at: now, kind: "pause-began", actor: by, subject: monitor, data });
    return ok({ number: added, monitor, from: now, until, reason, by });
  });
}

const insert = `INSERT INTO pauses (monitor, since, until, reason, user, host)
  VALUES (?, ?, ?, ?, ?, ?)`;

/** Ends every pause of a monitor that still goes on; answers them as they were. */
export function resumeMonitor(
  store: Store,
  { monitor, note }: { readonly monitor: string; readonly note: string | null },
  { by, now }: Deed,
): Result<readonly Pause[], StoreFailure | NoMonitor> {
  return transact(store, (): Result<readonly Pause[], NoMonitor> => {
    const number = findMonitorNumber(store, monitor);
    if (number === null) return fail({ kind: "no-such-monitor", monitor });
    const ended = readPauses(store, now, number).filter((pause) => pause.from <= now);
    for (const pause of ended) {
      // A clock that was set back since must not make it end before it began.
      const until = Math.max(now, pause.from);
      prepare(store, "UPDATE pauses SET until = ? WHERE number = ?").run(until, pause.number);
      const data = { number: pause.number, note };
      appendAudit(store, { at: now, kind: "pause-ended", actor: by, subject: monitor, data });
    }
    if (ended.length > 0) touchMonitor(store, number, now);
    return ok(ended);
  });
}

/** Those that end after `now`, of all monitors or of one. */
export function readPauses(
  store: Store,
  now: EpochMilliseconds,
  monitor: number | null = null,
): readonly Pause[] {
  const where = monitor === null ? "" : "AND pauses.monitor = ?";
  const select = `SELECT pauses.number, monitors.name, since, until, reason, user, host
    FROM pauses JOIN monitors ON monitors.number = pauses.monitor
    WHERE until > ? ${where} ORDER BY pauses.number DESC`;
  const rows = prepare(store, select).all(now, ...(monitor === null ? [] : [monitor]));
  return (rows as PauseRow[]).map(([number, name, from, until, reason, user, host]) => ({
    ...{ number, monitor: name, from, until, reason },
    by: { user, host },
  }));
}

type PauseRow = readonly [
  number,
  string,
  EpochMilliseconds,
  EpochMilliseconds,
  string | null,
  string | null,
  string | null,
];

/** Pauses of a monitor that end after an instant. */
export function readPauseSpans(
  store: Store,
  monitor: number,
  after: EpochMilliseconds,
): readonly Span[] {
  const select = "SELECT since, until FROM pauses WHERE monitor = ? AND until > ? ORDER BY since";
  const rows = prepare(store, select).all(monitor, after);
  return (rows as [EpochMilliseconds, EpochMilliseconds][]).map(([from, until]) => ({
    from,
    until,
  }));
}
