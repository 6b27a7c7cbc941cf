import type { Json } from "../base/json.ts";
import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { liveness, type Sight } from "../domain/lost.ts";
import type { Reading, Weighed, WeighedReading } from "../domain/reading.ts";
import type { RecorderIdentity } from "../domain/run.ts";
import { wellFormed } from "../domain/well-formed.ts";
import type { StoreFailure } from "./failure.ts";
import type { LookDone, Purpose } from "./look.ts";
import { proveByReading } from "./evidence-of-reading.ts";
import { findMonitorNamed } from "./monitor-write.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";

/** Keeps readings, and when it is looked again, as one transaction; not those of looks that others have now. */
export function keepReadings(
  store: Store,
  prober: RecorderIdentity,
  done: readonly LookDone[],
): Result<number, StoreFailure> {
  const identity = JSON.stringify(prober);
  return transact(store, () => ok(done.filter((each) => keepOne(store, identity, each)).length));
}

function keepOne(store: Store, identity: string, done: LookDone): boolean {
  const row = prepare(store, selectTaken).get(done.look.number, identity);
  if (row === undefined) return false;
  settle(store, row as TakenRow, done.reading, done.weighed);
  return true;
}

const taken = "SELECT number, monitor, purpose, run, subject, every_ms, until FROM looks";
const selectTaken = `${taken} WHERE number = ? AND prober = ?`;

type TakenRow = [number, number, Purpose, string, string, number, EpochMilliseconds | null];

function settle(store: Store, row: TakenRow, reading: Reading, weighed: Weighed): void {
  const [number, monitor, purpose, run, subject, everyMs, until] = row;
  const { at } = reading;
  const again = nextLook(weighed, at, everyMs);
  const isLast = until !== null && (weighed.state === "good" || again > until);
  if (isLast) prepare(store, "DELETE FROM looks WHERE number = ?").run(number);
  else prepare(store, release).run(again, number);
  const { state, since } = weighed;
  // Both are plain data, which an interface can't say to the compiler.
  const body = JSON.stringify(wellFormed({ reading, weighed } as unknown as Json));
  const values = [monitor, purpose, run, subject, at, state, since, Number(isLast), body];
  prepare(store, insert).run(...values);
  if (purpose === "freshness") prepare(store, forget).run(monitor, monitor);
  else if (isLast) proveByReading(store, { run, step: subject }, { reading, weighed });
}

const release = "UPDATE looks SET prober = NULL, lease_until = NULL, due_at = ? WHERE number = ?";
const insert = `INSERT INTO readings
  (monitor, purpose, run, subject, at, state, since, is_last, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The last ones stay, and the last good one; what the judge has not heard yet is among them. */
const forget = `DELETE FROM readings WHERE number IN (
    SELECT number FROM readings WHERE monitor = ? AND purpose = 'freshness'
    ORDER BY number DESC LIMIT -1 OFFSET 100)
  AND number <> (SELECT coalesce(max(number), 0) FROM readings
    WHERE monitor = ? AND purpose = 'freshness' AND state = 'good')`;

/** What goes bad by itself before the next turn is looked at when it does. */
function nextLook({ until }: Weighed, at: EpochMilliseconds, everyMs: number): EpochMilliseconds {
  const turn = at + everyMs;
  return until === null || until >= turn ? turn : Math.max(at + 1_000, until + 1);
}

/** Keeps a reading that a person asked for, and counts it as a turn where nobody is looking. */
export function keepAskedReading(
  store: Store,
  monitor: string,
  { reading, weighed }: WeighedReading,
): Result<boolean, StoreFailure> {
  return transact(store, () => {
    const number = findMonitorNamed(store, monitor);
    const select = `${taken} WHERE monitor = ? AND purpose = 'freshness' AND prober IS NULL`;
    const row = number === null ? undefined : prepare(store, select).get(number);
    if (row === undefined) return ok(false);
    settle(store, row as TakenRow, reading, weighed);
    return ok(true);
  });
}

/** Gives back what probers took that died; that nobody could look is kept as a reading. Returns how many. */
export function releaseLooks(
  store: Store,
  sight: Sight,
  now: EpochMilliseconds,
): Result<number, StoreFailure> {
  const select = `SELECT prober, max(lease_until) FROM looks WHERE prober IS NOT NULL
    GROUP BY prober`;
  const probers = attempt(
    store,
    () => prepare(store, select).all() as [string, EpochMilliseconds][],
  );
  if (!probers.ok) return probers;
  const dead = probers.value.filter(([identity, until]) => {
    const prober = JSON.parse(identity) as RecorderIdentity;
    return liveness(prober, sight, { until, now }) === "dead";
  });
  if (dead.length === 0) return ok(0);
  return transact(store, () => {
    const rows = dead.flatMap(([identity]) => prepare(store, selectOf).all(identity) as TakenRow[]);
    for (const row of rows) settle(store, row, unfinished(now), unfinishedWeighed);
    return ok(rows.length);
  });
}

const selectOf = `${taken} WHERE prober = ?`;

const reason = "the process that looked died before it was done";

function unfinished(at: EpochMilliseconds): Reading {
  return { at, tookMs: 0, attempts: 1, seen: { kind: "unknown", reason } };
}

const unfinishedWeighed: Weighed = {
  ...{ state: "unknown", problems: [reason], facts: [], since: null, until: null },
};
