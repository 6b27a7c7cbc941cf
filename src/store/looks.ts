import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { RecorderIdentity } from "../domain/run.ts";
import type { StoreFailure } from "./failure.ts";
import type { ClaimedLook, ClaimQuestion, PlannedLook, RunLook } from "./look.ts";
import { findMonitorNamed } from "./monitor-write.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";

/** Has exactly these monitors looked at again and again; what is new or other is looked at at once. */
export function planLooks(
  store: Store,
  planned: readonly PlannedLook[],
  now: EpochMilliseconds,
): Result<void, StoreFailure> {
  const known = attempt(store, () => readPlanned(store));
  if (!known.ok) return known;
  const other = planned.filter((look) => !isKnown(look, known.value.get(look.monitor)));
  const names = new Set(planned.map(({ monitor }) => monitor));
  const gone = [...known.value.keys()].filter((name) => !names.has(name));
  if (other.length + gone.length === 0) return ok(undefined);
  return transact(store, () => {
    for (const { monitor, everyMs, digest } of other) {
      const number = findMonitorNamed(store, monitor);
      if (number !== null) prepare(store, plan).run(number, digest, everyMs, now);
    }
    for (const name of gone) {
      const number = findMonitorNamed(store, name);
      if (number !== null) prepare(store, unplan).run(number);
    }
    return ok(undefined);
  });
}

type Planned = Pick<PlannedLook, "everyMs" | "digest">;

function isKnown(look: PlannedLook, known: Planned | undefined): boolean {
  return known?.digest === look.digest && known.everyMs === look.everyMs;
}

function readPlanned(store: Store): ReadonlyMap<string, Planned> {
  const select = `SELECT monitors.name, looks.probe, looks.every_ms FROM looks
    JOIN monitors ON monitors.number = looks.monitor WHERE looks.purpose = 'freshness'`;
  const rows = prepare(store, select).all() as [string, string, number][];
  return new Map(rows.map(([name, digest, everyMs]) => [name, { digest, everyMs }]));
}

/** A prober that is at work on what was asked before keeps nothing of it. */
const plan = `INSERT INTO looks (monitor, purpose, probe, every_ms, due_at)
  VALUES (?, 'freshness', ?, ?, ?)
  ON CONFLICT (monitor, purpose, run, subject) DO UPDATE SET probe = excluded.probe,
    every_ms = excluded.every_ms, due_at = excluded.due_at, prober = NULL, lease_until = NULL`;
const unplan = "DELETE FROM looks WHERE monitor = ? AND purpose = 'freshness'";

/** Asks for a look for the sake of a run, once. Call it in the transaction that decides so. */
export function askForLook(store: Store, look: RunLook): void {
  const number = findMonitorNamed(store, look.monitor);
  if (number === null) return;
  const { purpose, run, subject, everyMs, dueAt, until } = look;
  prepare(store, askFor).run(number, purpose, run, subject, everyMs, dueAt, until);
}

const askFor = `INSERT INTO looks (monitor, purpose, run, subject, every_ms, due_at, until)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

/** When somebody is to look who does not yet; null for never. */
export function readNextLook(store: Store): EpochMilliseconds | null {
  const select = prepare(store, "SELECT min(due_at) FROM looks WHERE prober IS NULL");
  return (select.get() as [EpochMilliseconds | null])[0];
}

/** Takes up what is due, and what soon will be: of several that try at once, one gets each look. */
export function claimLooks(
  store: Store,
  { now, limit, prober, leaseOf }: ClaimQuestion,
): Result<readonly ClaimedLook[], StoreFailure> {
  const next = attempt(store, () => readNextLook(store));
  if (!next.ok) return next;
  if (next.value === null || next.value > now) return ok([]);
  return transact(store, () => {
    const rows = prepare(store, selectDue).all(now + soonest, now, limit) as DueRow[];
    const identity = JSON.stringify(prober);
    return ok(
      rows.flatMap(([number, monitor, purpose, run, subject, runStartedAt]) => {
        const look = { number, monitor, purpose, run: run === "" ? null : run, subject };
        const lease = leaseOf(look);
        if (lease === null) prepare(store, "DELETE FROM looks WHERE number = ?").run(number);
        else prepare(store, claim).run(identity, now + lease, number);
        return lease === null ? [] : [{ ...look, runStartedAt }];
      }),
    );
  });
}

/** Leaves to others what this process took and will not do. */
export function giveBackLooks(store: Store, prober: RecorderIdentity): Result<void, StoreFailure> {
  const sql = "UPDATE looks SET prober = NULL, lease_until = NULL WHERE prober = ?";
  return attempt(store, () => {
    prepare(store, sql).run(JSON.stringify(prober));
  });
}

/** What is due within a tenth of its turn, at most so long, is done in one go. */
const soonest = 30_000;

type DueRow = [number, string, ClaimedLook["purpose"], string, string, EpochMilliseconds | null];

const selectDue = `SELECT looks.number, monitors.name, looks.purpose, looks.run, looks.subject,
    runs.started_at
  FROM looks JOIN monitors ON monitors.number = looks.monitor
  LEFT JOIN runs ON looks.run <> '' AND runs.id = looks.run
  WHERE looks.prober IS NULL AND looks.due_at <= ?
    AND looks.due_at <= ? + CASE looks.purpose WHEN 'freshness' THEN looks.every_ms / 10 ELSE 0 END
  ORDER BY looks.due_at LIMIT ?`;
const claim = "UPDATE looks SET prober = ?, lease_until = ? WHERE number = ?";
