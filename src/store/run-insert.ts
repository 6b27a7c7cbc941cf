import type { Json, JsonObject } from "../base/json.ts";
import type { ApplyOptions } from "./applied.ts";
import { appendAudit } from "./audit-append.ts";
import { oweProof } from "./evidence-settle.ts";
import { monitorNumber } from "./monitor-write.ts";
import type { OutputTexts } from "./output-text.ts";
import { runDigest } from "./run-digest.ts";
import { endColumns, startColumns, type EndRow, type StartRow } from "./run-row.ts";
import type { StoredRun } from "./run-stored.ts";
import { prepare, type Store } from "./store.ts";

export interface EndedRun {
  readonly start: StartRow;
  readonly end: EndRow;
  readonly output: OutputTexts | null;
}

/** Adds a run, ended or not. */
export function addRun(
  store: Store,
  run: Omit<EndedRun, "end"> & { readonly end: EndRow | null },
  options: ApplyOptions,
): void {
  const { start, end } = run;
  // Known from its first run on, so that a first run that fails is judged like any other.
  const knownSince = Math.min(options.now, Number(start.columns["startedAt"]));
  const monitor = monitorNumber(store, start.monitor, knownSince);
  prepare(store, "UPDATE monitors SET run_count = run_count + 1 WHERE number = ?").run(monitor);
  const values = [start.id, monitor, JSON.stringify(start.facts), options.reporterUid];
  const ending = end === null ? [] : [...Object.values(end.columns), JSON.stringify(end.facts)];
  const insert = prepare(store, end === null ? insertStarted : insertEnded);
  const { lastInsertRowid } = insert.run(...values, ...Object.values(start.columns), ...ending);
  if (end === null) return;
  const ended = { ...run, end, reporterUid: options.reporterUid, wasLost: false };
  settleEnd(store, Number(lastInsertRowid), ended, options);
}

/** Ends a run that was running, or that was thought lost. */
export function finishRun(
  store: Store,
  known: StoredRun,
  run: EndedRun,
  options: ApplyOptions,
): void {
  const { start, end } = run;
  prepare(store, update).run(
    ...[JSON.stringify(start.facts), ...Object.values(start.columns)],
    ...[...Object.values(end.columns), JSON.stringify(end.facts), known.number],
  );
  prepare(store, "DELETE FROM leases WHERE run = ?").run(known.number);
  const ended = { ...run, reporterUid: known.reporterUid, wasLost: known.lost !== null };
  settleEnd(store, known.number, ended, options);
}

function settleEnd(
  store: Store,
  number: number,
  run: EndedRun & { readonly reporterUid: number; readonly wasLost: boolean },
  options: ApplyOptions,
): void {
  const { start, end, output } = run;
  const endedAt = Number(end.columns["endedAt"]);
  oweProof(store, { number, id: start.id, endedAt }, options.now);
  if (output !== null) {
    prepare(store, insertOutput).run(number, output.stdout, output.stderr);
  }
  appendAudit(store, {
    at: options.now,
    kind: "run-ended",
    actor: { user: textOf(start.columns, "user"), host: textOf(start.columns, "host") },
    subject: start.id,
    data: {
      monitor: start.monitor,
      ending: end.columns["ending"] ?? null,
      digest: runDigest(run),
      stdout: output?.stdoutDigest ?? null,
      stderr: output?.stderrDigest ?? null,
      reporterUid: options.reporterUid,
      ...(run.wasLost ? { supersedes: "lost" } : {}),
    },
  });
}

function textOf(columns: JsonObject, name: string): string | null {
  const value: Json | undefined = columns[name];
  return typeof value === "string" ? value : null;
}

const starting = ["id", "monitor", "start_facts", "reporter_uid", ...Object.values(startColumns)];
const ending = [...Object.values(endColumns), "end_facts"];
const insertStarted = insertInto("runs", starting);
const insertEnded = insertInto("runs", [...starting, ...ending]);
const insertOutput = insertInto("run_outputs", ["run", "stdout", "stderr"]);
const update = `UPDATE runs SET ${["start_facts", ...Object.values(startColumns), ...ending]
  .map((column) => `${column} = ?`)
  .join(", ")} WHERE number = ?`;

function insertInto(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
}
