import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { isObject } from "../domain/decode.ts";
import type { BorrowedRun } from "../domain/evidence-borrow.ts";
import type { Run } from "../domain/run.ts";
import { evidenceOf } from "./evidence-read.ts";
import { toRun } from "./run-read.ts";
import { selectRuns, storedRun } from "./run-stored.ts";
import { prepare, type Store } from "./store.ts";

/** So many runs are weighed in one tick. */
const mostAtOnce = 100;
/** A run that was called unproven is looked at again for so long: its proof may come from elsewhere. */
const lookBackFor = 40 * 86_400_000;

/** Runs that owe something which is to be found in what was recorded, with all of their record. */
export function readRunsToWeigh(store: Store, now: EpochMilliseconds): readonly Run[] {
  const rows = [
    ...(prepare(store, selectProving).all(mostAtOnce) as Json[][]),
    ...(prepare(store, selectUnproven).all(now - lookBackFor) as Json[][]),
  ];
  return rows.map((row) => toRun(store, storedRun(row), { outputs: true }));
}

const selectProving = `${selectRuns} WHERE proof.state = 'proving'
  AND proof.owed LIKE '%"by":"record"%' ORDER BY proof.run LIMIT ?`;
const selectUnproven = `${selectRuns} WHERE proof.state = 'unproven'
  AND proof.owed LIKE '%"source":"elsewhere"%' AND ended_at > ?
  AND runs.number = (SELECT max(number) FROM runs AS later WHERE later.monitor = runs.monitor)
  ORDER BY proof.run DESC LIMIT 20`;

/** The healthy runs of a monitor, newest first, with the values that they recorded. */
export function readHealthyRuns(store: Store, monitor: string): readonly BorrowedRun[] {
  const rows = prepare(store, selectHealthy).all(monitor) as [string, number, number][];
  return rows.map(([run, startedAt, endedAt]) => {
    const values = Object.assign({}, ...evidenceOf(store, run).map((each) => each.values)) as Json;
    return { run, startedAt, endedAt, values: isObject(values) ? values : {} };
  });
}

const selectHealthy = `SELECT id, started_at, ended_at FROM runs
  LEFT JOIN run_proofs AS proof ON proof.run = runs.number
  WHERE monitor = (SELECT number FROM monitors WHERE name = ?) AND outcome = 'succeeded'
    AND coalesce(proof.state, 'proven') = 'proven'
  ORDER BY started_at DESC LIMIT 20`;

/** The values that runs of a monitor recorded under a name, the latest first. */
export function readRecorded(store: Store, monitor: string, key: string): readonly string[] {
  const rows = prepare(store, selectValue).all(`$.values."${key}"`, monitor, mostValues);
  return (rows as [string | number | null][]).flatMap(([each]) =>
    each === null ? [] : [String(each)],
  );
}

const mostValues = 1_000;
const selectValue = `SELECT json_extract(body, ?) FROM signals
  WHERE monitor = (SELECT number FROM monitors WHERE name = ?) AND kind = 'evidence'
  ORDER BY at DESC LIMIT ?`;
