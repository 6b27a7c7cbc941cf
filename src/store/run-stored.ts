import type { Json, JsonObject } from "../base/json.ts";
import { isObject } from "../domain/decode.ts";
import { endColumns, startColumns, type EndRow, type StartRow } from "./run-row.ts";
import { prepare, type Store } from "./store.ts";

/** One row of `runs` as it lies there. */
export interface StoredRun {
  readonly number: number;
  readonly start: StartRow;
  readonly end: EndRow | null;
  readonly reporterUid: number;
  /** The JSON text of the event that called it lost. */
  readonly lost: string | null;
  /** How it stands with its evidence, as JSON; null where it owes none. */
  readonly proof: string | null;
}

const startNames = Object.keys(startColumns);
const endNames = Object.keys(endColumns);
const firstOfStart = 7;
const firstOfEnd = firstOfStart + startNames.length;

/** Goes before a WHERE; rows are read with `storedRun`. */
export const selectRuns = `SELECT runs.number, runs.id, monitors.name, runs.start_facts,
  runs.reporter_uid, lost.data, CASE WHEN proof.run IS NOT NULL THEN json_object('state', proof.state,
    'owed', json(proof.owed), 'missing', json(proof.missing), 'refuted', json(proof.refuted), 'dueAt', proof.due_at) END, ${Object.values(startColumns).join(", ")},
  ${Object.values(endColumns).join(", ")}, runs.end_facts
  FROM runs JOIN monitors ON monitors.number = runs.monitor
  LEFT JOIN run_events AS lost ON lost.run = runs.number AND lost.kind = 'lost'
  LEFT JOIN run_proofs AS proof ON proof.run = runs.number`;

export function storedRun(row: readonly Json[]): StoredRun {
  const [number, id, monitor, startFacts, reporterUid, lost, proof] = row;
  const endFacts = row[firstOfEnd + endNames.length] ?? null;
  return {
    number: number as number,
    start: {
      id: id as string,
      monitor: monitor as string,
      columns: byName(startNames, row, firstOfStart),
      facts: parseFacts(startFacts),
    },
    end:
      endFacts === null
        ? null
        : { columns: byName(endNames, row, firstOfEnd), facts: parseFacts(endFacts) },
    reporterUid: reporterUid as number,
    lost: lost as string | null,
    proof: proof as string | null,
  };
}

export function findStoredRun(store: Store, id: string): StoredRun | null {
  const row = prepare(store, `${selectRuns} WHERE runs.id = ?`).get(id);
  return row === undefined ? null : storedRun(row as Json[]);
}

function byName(names: readonly string[], row: readonly Json[], first: number): JsonObject {
  return Object.fromEntries(names.map((name, index) => [name, row[first + index] ?? null]));
}

/** Facts that somebody damaged read as none: one bad row must not hide the others. */
function parseFacts(text: Json | undefined): JsonObject {
  if (typeof text !== "string") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
