import type { EpochMilliseconds } from "../base/time.ts";
import { standingOf, type ProofStanding } from "../domain/evidence-standing.ts";
import { isArtifact, type ProofStep } from "../domain/evidence-step.ts";
import { evidenceOf } from "./evidence-read.ts";
import { parseSteps } from "./evidence-steps.ts";
import { askForLook } from "./looks.ts";
import { prepare, type Store } from "./store.ts";

/**
 * Keeps how a run stands that has ended well and has something to prove. Call it in the transaction
 * that keeps its end.
 */
export function oweProof(
  store: Store,
  run: { readonly number: number; readonly id: string; readonly endedAt: EpochMilliseconds },
  now: EpochMilliseconds,
): void {
  const row = prepare(store, selectSteps).get(run.number) as [string | null, string] | undefined;
  const owed = parseSteps(row?.[0] ?? null);
  if (owed.length === 0) return;
  const standing = standingOf(owed, evidenceOf(store, run.id), run.endedAt, now);
  const values = columnsOf(standing, now);
  prepare(store, insert).run(run.number, JSON.stringify(owed), ...values);
  for (const step of owed) if (step.by === "probe") askToLook(store, row?.[1] ?? "", run, step);
}

/** Where the config gives it time, it is looked again until then; else once. */
function askToLook(
  store: Store,
  monitor: string,
  { id, endedAt }: { readonly id: string; readonly endedAt: EpochMilliseconds },
  { name, withinMs, patient }: ProofStep,
): void {
  const purpose = isArtifact(name) ? "artifact" : "verify";
  const within = patient ? (withinMs ?? 0) : 0;
  const everyMs = Math.min(60_000, Math.max(1_000, Math.floor(within / 20)));
  const until = endedAt + within;
  askForLook(store, { monitor, run: id, purpose, subject: name, everyMs, dueAt: endedAt, until });
}

/** Looks again at a run of which evidence was heard, if it owes any. */
export function settleProof(store: Store, id: string, now: EpochMilliseconds): void {
  const row = prepare(store, selectOwed).get(id) as OwedRow | undefined;
  if (row === undefined) return;
  const [number, endedAt, owed, before] = row;
  const standing = standingOf(parseSteps(owed), evidenceOf(store, id), endedAt, now);
  // What was called unproven stays so until nothing is missing.
  const state = before === "unproven" && standing.state === "proving" ? before : standing.state;
  prepare(store, update).run(...columnsOf({ ...standing, state }, now), number);
}

/** Calls what is overdue unproven. */
export function settleOverdueProofs(store: Store, now: EpochMilliseconds): void {
  prepare(store, settleOverdue).run(now, now);
}

/** Whether any is overdue, without writing. */
export function hasOverdueProofs(store: Store, now: EpochMilliseconds): boolean {
  const select = "SELECT 1 FROM run_proofs WHERE state = 'proving' AND due_at <= ? LIMIT 1";
  return prepare(store, select).get(now) !== undefined;
}

type OwedRow = readonly [number, EpochMilliseconds, string, ProofStanding["state"]];

function columnsOf(
  { state, missing, refuted, dueAt }: ProofStanding,
  now: EpochMilliseconds,
): readonly (string | number | null)[] {
  const settledAt = state === "proving" ? null : now;
  return [state, JSON.stringify(missing), JSON.stringify(refuted), dueAt, settledAt];
}

const selectSteps = `SELECT monitors.steps, monitors.name FROM runs JOIN monitors ON monitors.number = runs.monitor
  WHERE runs.number = ? AND runs.outcome IN ('succeeded', 'warned')`;
const selectOwed = `SELECT runs.number, runs.ended_at, owed, state FROM runs
  JOIN run_proofs ON run_proofs.run = runs.number WHERE runs.id = ?`;
const insert = `INSERT INTO run_proofs (run, owed, state, missing, refuted, due_at, settled_at)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run) DO NOTHING`;
const update = `UPDATE run_proofs SET state = ?, missing = ?, refuted = ?, due_at = ?, settled_at = ?
  WHERE run = ?`;
const settleOverdue = `UPDATE run_proofs SET state = 'unproven', settled_at = ?
  WHERE state = 'proving' AND due_at <= ?`;
