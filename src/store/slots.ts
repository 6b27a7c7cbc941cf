import type { EpochMilliseconds } from "../base/time.ts";
import type { PulledBack } from "../domain/judge-open.ts";
import type { Because, SlotOutcome, SlotRow } from "../domain/slot-row.ts";
import type { SettledSlot, SlotsQuestion } from "./pages.ts";
import { prepare, type Store } from "./store.ts";

/** Settles slots; what is settled later replaces what was settled before. */
export function writeSlots(
  store: Store,
  monitor: number,
  rows: readonly SlotRow[],
  now: EpochMilliseconds,
): void {
  for (const { slot, outcome, because, run, at } of rows) {
    const why = because === null ? null : JSON.stringify(because);
    prepare(store, upsert).run(monitor, slot, outcome, why, run, at, now);
  }
}

const upsert = `INSERT INTO slots (monitor, slot, outcome, because, run, at, settled_at)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (monitor, slot) DO UPDATE SET
  outcome = excluded.outcome, because = excluded.because, run = excluded.run, at = excluded.at,
  settled_at = excluded.settled_at`;

/** A wrong clock settled these before their time: nobody knows what became of them. */
export function undoSlots(store: Store, monitor: number, { from, to }: PulledBack): void {
  const update = `UPDATE slots SET outcome = 'unknown', because = NULL, run = NULL
    WHERE monitor = ? AND slot > ? AND slot <= ?`;
  prepare(store, update).run(monitor, to, from);
}

/** Slots that no run met, ascending. */
export function readUnmet(
  store: Store,
  monitor: number,
  since: EpochMilliseconds,
): readonly EpochMilliseconds[] {
  const select = `SELECT slot FROM slots WHERE monitor = ? AND slot >= ?
    AND outcome NOT IN ('met', 'late') ORDER BY slot`;
  const rows = prepare(store, select).all(monitor, since) as [EpochMilliseconds][];
  return rows.map(([slot]) => slot);
}

/** The latest first. Each monitor's are found by its own key, so that the others' cost nothing. */
export function readSlots(store: Store, question: SlotsQuestion): readonly SettledSlot[] {
  const { monitor, limit } = question;
  const where = monitor === undefined ? "" : "WHERE name = ?";
  const select = prepare(store, `SELECT number, name FROM monitors ${where}`);
  const monitors = select.all(...(monitor === undefined ? [] : [monitor])) as [number, string][];
  const found = monitors.flatMap(([number, name]) => readSlotsOf(store, number, name, question));
  return found.sort((one, other) => other.slot - one.slot).slice(0, limit);
}

function readSlotsOf(
  store: Store,
  number: number,
  monitor: string,
  { since, outcomes, limit }: SlotsQuestion,
): readonly SettledSlot[] {
  const marks = outcomes?.map(() => "?").join(", ");
  const select = `SELECT slot, outcome, because, run, at FROM slots WHERE monitor = ? AND slot >= ?
    ${marks === undefined ? "" : `AND outcome IN (${marks})`} ORDER BY slot DESC LIMIT ?`;
  const values = [number, since ?? 0, ...(outcomes ?? []), limit];
  const rows = prepare(store, select).all(...values) as SlotColumns[];
  return rows.map(([slot, outcome, because, run, at]) => ({
    ...{ monitor, slot, outcome, run, at },
    because: because === null ? null : (JSON.parse(because) as Because),
  }));
}

type SlotColumns = readonly [
  EpochMilliseconds,
  SlotOutcome,
  string | null,
  string | null,
  EpochMilliseconds,
];
