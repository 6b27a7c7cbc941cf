import type { EpochMilliseconds } from "../base/time.ts";
import { readKeptState, type MonitorState } from "../domain/monitor-state.ts";
import { appendAudit } from "./audit-append.ts";
import { prepare, type Store } from "./store.ts";
import type { FailedLook, MonitorCommit, TickCommit } from "./tick-facts.ts";

export interface VersionedState {
  /** 0: nothing is kept yet. */
  readonly version: number;
  readonly state: MonitorState | null;
}

export function readState(store: Store, monitor: number): VersionedState {
  const select = prepare(store, "SELECT version, state FROM monitor_states WHERE monitor = ?");
  const row = select.get(monitor) as [number, string | null] | undefined;
  if (row === undefined) return { version: 0, state: null };
  const [version, text] = row;
  return { version, state: text === null ? null : readKeptState(text) };
}

export function readVersion(store: Store, monitor: number): number {
  const select = prepare(store, "SELECT version FROM monitor_states WHERE monitor = ?");
  return (select.get(monitor) as [number] | undefined)?.[0] ?? 0;
}

/** Monitors that are to be looked at though nothing was heard, the longest due first. */
export function findDue(store: Store, now: EpochMilliseconds, limit: number): readonly number[] {
  const select = prepare(
    store,
    "SELECT monitor FROM monitor_states WHERE due_at <= ? ORDER BY due_at LIMIT ?",
  );
  return (select.all(now, limit) as [number][]).map(([monitor]) => monitor);
}

/** Whether a monitor is left alone for now, because the judge failed on it. */
export function isLeftAlone(store: Store, monitor: number, now: EpochMilliseconds): boolean {
  const select = "SELECT 1 FROM monitor_states WHERE monitor = ? AND left_until > ?";
  return prepare(store, select).get(monitor, now) !== undefined;
}

export function readNextDue(store: Store): EpochMilliseconds | null {
  const select = prepare(store, "SELECT min(due_at) FROM monitor_states WHERE due_at IS NOT NULL");
  return (select.get() as [EpochMilliseconds | null])[0];
}

/** False where somebody was quicker. */
export function writeState(store: Store, commit: MonitorCommit): boolean {
  const { monitor, version, state, dueAt } = commit;
  const text = JSON.stringify(state);
  if (version === 0) return prepare(store, insert).run(monitor.number, dueAt, text).changes === 1;
  return prepare(store, update).run(dueAt, text, monitor.number, version).changes === 1;
}

const insert = `INSERT INTO monitor_states (monitor, version, due_at, state) VALUES (?, 1, ?, ?)
  ON CONFLICT DO NOTHING`;
const update = `UPDATE monitor_states SET version = version + 1, due_at = ?, state = ?,
  left_until = NULL, failure = NULL WHERE monitor = ? AND version = ?`;

/** Leaves a monitor alone for a while. Told once for each failure, not each time: true where it is told. */
export function writeFailure(
  store: Store,
  { monitor, version, error, until }: FailedLook,
  { now, actor }: TickCommit,
): boolean {
  const select = prepare(store, "SELECT failure FROM monitor_states WHERE monitor = ?");
  const [before] = (select.get(monitor.number) as [string | null] | undefined) ?? [null];
  const keep = prepare(store, version === 0 ? insertFailure : updateFailure);
  if (keep.run(until, until, error, monitor.number, version).changes !== 1) return false;
  if (before === error) return false;
  const { name } = monitor;
  appendAudit(store, { at: now, kind: "judge-failed", actor, subject: name, data: { error } });
  return true;
}

const insertFailure = `INSERT INTO monitor_states (due_at, left_until, failure, monitor, version)
  VALUES (?, ?, ?, ?, ? + 1) ON CONFLICT DO NOTHING`;
const updateFailure = `UPDATE monitor_states SET due_at = ?, left_until = ?, failure = ?
  WHERE monitor = ? AND version = ?`;
