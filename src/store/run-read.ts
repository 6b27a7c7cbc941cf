import type { Json } from "../base/json.ts";
import * as decode from "../domain/decode.ts";
import type { Decoder } from "../domain/decode.ts";
import type { ProofStanding } from "../domain/evidence-standing.ts";
import type { EndOutcome } from "../domain/run.ts";
import { outcomeOfEnding } from "../domain/outcome.ts";
import * as fields from "../domain/run-decode.ts";
import type { CapturedStream, LostNote, Run, RunEnd, RunOutput, RunStart } from "../domain/run.ts";
import { storedEnding } from "./ending-column.ts";
import { evidenceOf } from "./evidence-read.ts";
import type { EndRow, StartRow } from "./run-row.ts";
import type { StoredRun } from "./run-stored.ts";
import { prepare, type Store } from "./store.ts";

/** A stored row as the domain's run. What somebody damaged reads as absent; `verifyAudit` tells of it. */
export function toRun(store: Store, stored: StoredRun, options: { outputs: boolean }): Run {
  const { start, end, reporterUid, lost, proof } = stored;
  const output = options.outputs && end !== null ? readOutput(store, stored.number, end) : null;
  return {
    start: toStart(start),
    end: end === null ? null : toEnd(start.id, end, output),
    lost: lost === null ? null : toLost(lost),
    reporterUid,
    ...(end === null ? {} : endOutcome(end)),
    ...(proof === null ? {} : { proof: JSON.parse(proof) as ProofStanding }),
    ...(options.outputs ? heardOf(store, start.id) : {}),
  };
}

/** Told where it says more than the ending does. */
function endOutcome({ columns, facts }: EndRow): Pick<Run, "endOutcome"> {
  const outcome = columns["outcome"] as EndOutcome;
  return outcome === outcomeOfEnding(storedEnding(columns, facts)) ? {} : { endOutcome: outcome };
}

function heardOf(store: Store, run: string): Pick<Run, "evidence"> {
  const evidence = evidenceOf(store, run);
  return evidence.length === 0 ? {} : { evidence };
}

function toStart({ id, monitor, columns, facts }: StartRow): RunStart {
  return {
    id,
    monitor,
    startedAt: columns["startedAt"] as number,
    origin: columns["origin"] as RunStart["origin"],
    slot: columns["slot"] as number | null,
    command: fact(fields.command, facts["command"]),
    cwd: fact(fields.line, facts["cwd"]),
    user: columns["user"] as string | null,
    host: columns["host"] as string,
    pid: columns["pid"] as number | null,
    sha: columns["sha"] as string | null,
    externalId: columns["externalId"] as string | null,
    tags: fact(fields.tags, facts["tags"]) ?? {},
    payload: facts["payload"] ?? null,
    parentRun: columns["parentRun"] as string | null,
    rootRun: columns["rootRun"] as string,
    script: fact(fields.script, facts["script"]),
    freeDisk: fact(decode.count, facts["freeDisk"]),
    bootId: fact(fields.line, facts["bootId"]),
    recorder: fact(fields.recorder, facts["recorder"]),
  };
}

function toEnd(id: string, { columns, facts }: EndRow, output: RunOutput | null): RunEnd {
  return {
    id,
    endedAt: columns["endedAt"] as number,
    durationMs: columns["durationMs"] as number,
    ending: storedEnding(columns, facts),
    cpuMs: fact(fields.cpu, facts["cpuMs"]),
    peakMemory: fact(decode.count, facts["peakMemory"]),
    summary: fact(fields.line, facts["summary"]),
    error: fact(fields.line, facts["error"]),
    output,
  };
}

function toLost(text: string): LostNote {
  const note = parse(text);
  const fallback = { at: 0, jobAlive: null };
  if (!decode.isObject(note)) return fallback;
  return {
    at: fact(decode.instant, note["at"]) ?? 0,
    jobAlive: fact(decode.flag, note["jobAlive"]),
  };
}

function readOutput(store: Store, run: number, end: EndRow): RunOutput | null {
  const select = prepare(store, "SELECT stdout, stderr FROM run_outputs WHERE run = ?");
  const row = select.get(run) as [string, string] | undefined;
  if (row === undefined) return null;
  const merged = fact(decode.flag, end.facts["merged"]) ?? false;
  return { stdout: readStream(row[0]), stderr: readStream(row[1]), merged };
}

/** A captured stream from its stored text. */
export function readStream(text: string): CapturedStream {
  const stream = fact(fields.capturedStream, parse(text));
  return stream ?? { kind: "counted", bytes: null, reason: "not-captured" };
}

function fact<Value>(decoder: Decoder<Value>, value: unknown): Value | null {
  const decoded = decoder(value, "");
  return decoded.ok ? decoded.value : null;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
