import type { EpochMilliseconds } from "../base/time.ts";
import type { Dispatch } from "../domain/job-situation.ts";
import type { Outcome } from "../domain/run.ts";
import { prepare, type Store } from "./store.ts";

type Row = [
  EpochMilliseconds,
  number,
  Dispatch["state"],
  EpochMilliseconds,
  string | null,
  number,
  EpochMilliseconds | null,
  number,
  EpochMilliseconds | null,
  Outcome | null,
  EpochMilliseconds | null,
];

/** The slots of a monitor that were taken up and are not over, each with the end of its run. */
export function readDispatches(store: Store, monitor: number): Dispatch[] {
  return (prepare(store, select).all(monitor) as Row[]).map((row) => {
    const [
      slot,
      attempt,
      state,
      dueAt,
      run,
      isolated,
      claimedAt,
      claims,
      endedAt,
      outcome,
      lostAt,
    ] = row;
    return {
      slot,
      attempt,
      state,
      dueAt,
      run,
      isolated: isolated === 1,
      claimedAt,
      claims,
      ended: endOf(endedAt, outcome, lostAt),
    };
  });
}

const select = `SELECT dispatches.slot, attempt,
    CASE WHEN state = 'claimed' AND runs.number NOT NULL THEN 'started' ELSE state END, due_at, dispatches.run, isolated, claimed_at, claims,
    runs.ended_at, runs.outcome, lost.at
  FROM dispatches LEFT JOIN runs ON runs.id = dispatches.run
  LEFT JOIN run_events AS lost ON lost.run = runs.number AND lost.kind = 'lost'
  WHERE dispatches.monitor = ? ORDER BY dispatches.slot`;

function endOf(
  endedAt: EpochMilliseconds | null,
  outcome: Outcome | null,
  lostAt: EpochMilliseconds | null,
): Dispatch["ended"] {
  if (endedAt !== null) return { outcome: outcome ?? "failed", at: endedAt };
  return lostAt === null ? null : { outcome: "lost", at: lostAt };
}

export function writeDispatch(
  store: Store,
  monitor: number,
  dispatch: Omit<Dispatch, "ended"> & { readonly retries: number },
): void {
  const { slot, attempt, state, dueAt, run, isolated, claimedAt, claims, retries } = dispatch;
  const values = [monitor, slot, attempt, state, dueAt, run, isolated ? 1 : 0, claimedAt];
  prepare(store, upsert).run(...values, claims, retries);
}

const columns = "attempt, state, due_at, run, isolated, claimed_at, claims, retries";
const upsert = `INSERT INTO dispatches (monitor, slot, ${columns})
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (monitor, slot) DO UPDATE SET
  ${columns
    .split(", ")
    .map((column) => `${column} = excluded.${column}`)
    .join(", ")}`;

export function removeDispatch(store: Store, monitor: number, slot: EpochMilliseconds): void {
  prepare(store, "DELETE FROM dispatches WHERE monitor = ? AND slot = ?").run(monitor, slot);
}
