import type { Json, JsonObject } from "../base/json.ts";
import { wellFormed } from "../domain/well-formed.ts";
import { endingColumns } from "./ending-column.ts";
import type { ExitCodes } from "../domain/monitor.ts";
import { outcomeOfEnding } from "../domain/outcome.ts";
import type { RunEnd, RunStart } from "../domain/run.ts";

/** A run's start as it lies in the store: what is filtered by in columns, the rest as one JSON text. */
export interface StartRow {
  readonly id: string;
  readonly monitor: string;
  /** In the order of `startColumns`. */
  readonly columns: JsonObject;
  readonly facts: JsonObject;
}

export interface EndRow {
  /** In the order of `endColumns`. */
  readonly columns: JsonObject;
  readonly facts: JsonObject;
}

export const startColumns = {
  origin: "origin",
  startedAt: "started_at",
  slot: "slot",
  user: "user",
  host: "host",
  pid: "pid",
  sha: "sha",
  externalId: "external_id",
  parentRun: "parent_run",
  rootRun: "root_run",
} as const;

export const endColumns = {
  endedAt: "ended_at",
  durationMs: "duration_ms",
  ending: "ending",
  exitCode: "exit_code",
  signal: "signal",
  outcome: "outcome",
} as const;

export function startRow(start: RunStart): StartRow {
  const { id, monitor, origin, startedAt, slot, user, host, pid, sha } = start;
  const { externalId, parentRun, rootRun } = start;
  const { command, cwd, tags, payload, script, freeDisk, bootId, recorder } = start;
  return {
    id,
    monitor,
    columns: asJson({
      ...{ origin, startedAt, slot, user, host, pid, sha },
      ...{ externalId, parentRun, rootRun },
    }),
    facts: asJson({ command, cwd, tags, payload, script, freeDisk, bootId, recorder }),
  };
}

/** `exitCodes`: as its monitor reads them when it ends; the outcome stays so, whatever comes later. */
export function endRow(end: RunEnd, exitCodes: ExitCodes): EndRow {
  const { endedAt, durationMs, cpuMs, peakMemory, summary, error, output } = end;
  const { ending, exitCode, signal, reason } = endingColumns(end.ending);
  const outcome = outcomeOfEnding(end.ending, exitCodes);
  const merged = output?.merged ?? null;
  return {
    columns: asJson({ endedAt, durationMs, ending, exitCode, signal, outcome }),
    facts: asJson({ reason, cpuMs, peakMemory, summary, error, merged }),
  };
}

/**
 * What the digest of a run is taken over: its whole row, and the digests of its outputs in place of
 * them, so that an output may be cut later without breaking the proof of the row.
 */
export function runDocument(run: {
  readonly start: StartRow;
  readonly end: EndRow;
  readonly reporterUid: number;
  readonly stdout: string | null;
  readonly stderr: string | null;
}): Json {
  const { start, end, reporterUid, stdout, stderr } = run;
  return {
    id: start.id,
    monitor: start.monitor,
    start: { ...start.columns, ...start.facts },
    end: { ...end.columns, ...end.facts, stdout, stderr },
    reporterUid,
  };
}

/** Facts of the domain are JSON by construction, which their interfaces cannot tell the compiler. */
function asJson(facts: object): JsonObject {
  return wellFormed(facts as JsonObject) as JsonObject;
}
