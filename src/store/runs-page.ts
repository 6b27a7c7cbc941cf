import type { Json } from "../base/json.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Outcome, Run } from "../domain/run.ts";
import type { StoreFailure } from "./failure.ts";
import { toRun } from "./run-read.ts";
import { selectRuns, storedRun, type StoredRun } from "./run-stored.ts";
import { prepare, snapshot, type Store } from "./store.ts";

export interface RunsQuestion {
  readonly monitor?: string;
  /** Runs that started then or later. */
  readonly since?: EpochMilliseconds;
  /** Without it, any. */
  readonly outcomes?: readonly Outcome[];
  readonly limit: number;
  /** For the next page: the id of the last run of the page before. */
  readonly olderThan?: string;
  /** Whether to read the captured outputs too; without, `end.output` is null. */
  readonly outputs: boolean;
}

/** A page of runs, newest first. */
export function readRuns(store: Store, question: RunsQuestion): Result<Run[], StoreFailure> {
  const { limit, outputs } = question;
  return snapshot(store, () => {
    const parts = conditions(question.outcomes).map((each) => readPart(store, question, each));
    const newest = parts.length === 1 ? (parts[0] ?? []) : parts.flat().sort(newestFirst);
    return newest.slice(0, limit).map((stored) => toRun(store, stored, { outputs }));
  });
}

interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

/** Each is answered from an index of its own, so that rare outcomes are found among a million runs. */
function conditions(outcomes: readonly Outcome[] | undefined): readonly Condition[] {
  if (outcomes === undefined) return [{ sql: "1", values: [] }];
  const apart: readonly Outcome[] = ["succeeded", "running", "lost", "proving", "unproven"];
  const bad = outcomes.filter((each) => !apart.includes(each));
  const open = outcomes.filter((each) => each === "proving" || each === "unproven");
  const marks = bad.map(() => "?").join(", ");
  const parts: readonly (Condition | false)[] = [
    outcomes.includes("succeeded") && { sql: `outcome = 'succeeded' AND ${isSettled}`, values: [] },
    outcomes.includes("running") && { sql: "ended_at IS NULL AND lost.data IS NULL", values: [] },
    outcomes.includes("lost") && { sql: "ended_at IS NULL AND lost.data IS NOT NULL", values: [] },
    bad.length > 0 && {
      sql: `outcome <> 'succeeded' AND outcome IN (${marks}) AND ${isSettled}`,
      values: bad,
    },
    ...open.map((state) => ({ sql: `runs.number IN (${ofState})`, values: [state] })),
  ];
  return parts.filter((part) => part !== false);
}

const isSettled = "coalesce(proof.state, 'proven') = 'proven'";
const ofState = "SELECT run FROM run_proofs WHERE state <> 'proven' AND state = ?";

function readPart(store: Store, question: RunsQuestion, condition: Condition): StoredRun[] {
  const { monitor, since, limit, olderThan } = question;
  const values: (string | number)[] = [...condition.values];
  const terms = [condition.sql];
  const add = (term: string, value: string | number | undefined) => {
    if (value === undefined) return;
    terms.push(term);
    values.push(value);
  };
  add("monitor = (SELECT number FROM monitors WHERE name = ?)", monitor);
  add("started_at >= ?", since);
  add("(started_at, runs.number) < (SELECT started_at, number FROM runs WHERE id = ?)", olderThan);
  const order = "ORDER BY started_at DESC, runs.number DESC LIMIT ?";
  const select = prepare(store, `${selectRuns} WHERE ${terms.join(" AND ")} ${order}`);
  return (select.all(...values, limit) as Json[][]).map(storedRun);
}

function newestFirst(left: StoredRun, right: StoredRun): number {
  return startOf(right) - startOf(left) || right.number - left.number;
}

function startOf(run: StoredRun): number {
  return run.start.columns["startedAt"] as number;
}
