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

/** The latest first. */
export function readSlots(store: Store, question: SlotsQuestion): readonly SettledSlot[] {
  const { outcomes } = question;
  const terms = ["1"];
  const values: (string | number)[] = [];
  const add = (term: string, value: string | number | undefined) => {
    if (value === undefined) return;
    terms.push(term);
    values.push(value);
  };
  add("slots.monitor = (SELECT number FROM monitors WHERE name = ?)", question.monitor);
  add("slot >= ?", question.since);
  if (outcomes !== undefined) {
    if (!outcomes.includes("met")) terms.push("outcome <> 'met'");
    terms.push(`outcome IN (${outcomes.map(() => "?").join(", ")})`);
    values.push(...outcomes);
  }
  const select = `SELECT monitors.name, slot, outcome, because, run, at FROM slots
    JOIN monitors ON monitors.number = slots.monitor
    WHERE ${terms.join(" AND ")} ORDER BY slot DESC LIMIT ?`;
  const rows = prepare(store, select).all(...values, question.limit) as SlotColumns[];
  return rows.map(([monitor, slot, outcome, because, run, at]) => ({
    ...{ monitor, slot, outcome, run, at },
    because: because === null ? null : (JSON.parse(because) as Because),
  }));
}

type SlotColumns = readonly [
  string,
  EpochMilliseconds,
  SlotOutcome,
  string | null,
  string | null,
  EpochMilliseconds,
];
