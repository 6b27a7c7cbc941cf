import type { Json } from "../../base/json.ts";
import { toIso, toIsoOrNull } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import { outcomeOf } from "../../domain/outcome.ts";
import { evidenceToJson, proofToJson } from "./evidence-json.ts";
import type { CapturedStream, Ending, Run, RunOutput, ScriptFacts } from "../../domain/run.ts";

/**
 * A run as JSON: the documented fields, then what the record holds beyond them. Times are
 * ISO-8601 UTC, durations milliseconds, sizes bytes. `output` is null where none was kept or read.
 */
export function runToJson(run: Run): Json {
  const { start, end, lost } = run;
  const { exitCode, signal, reason } = endingParts(end?.ending ?? null);
  return {
    id: start.id,
    monitor: start.monitor,
    outcome: outcomeOf(run),
    exitCode,
    signal,
    startedAt: toIso(start.startedAt),
    endedAt: toIsoOrNull(end?.endedAt ?? null),
    durationMs: end?.durationMs ?? null,
    slot: toIsoOrNull(start.slot),
    command: start.command,
    cwd: start.cwd,
    user: start.user,
    host: start.host,
    pid: start.pid,
    sha: start.sha,
    externalId: start.externalId,
    tags: start.tags,
    payload: start.payload,
    summary: end?.summary ?? null,
    error: end?.error ?? reason,
    parentRun: start.parentRun,
    rootRun: start.rootRun,
    output: outputToJson(end?.output ?? null),
    evidence: (run.evidence ?? []).map(evidenceToJson),
    proof: run.proof === undefined ? null : proofToJson(run.proof),
    origin: start.origin,
    ending: end?.ending.kind ?? null,
    cpuMs: end?.cpuMs ?? null,
    peakMemory: end?.peakMemory ?? null,
    script: start.script === null ? null : scriptToJson(start.script),
    freeDisk: start.freeDisk,
    bootId: start.bootId,
    lost: lost === null ? null : { at: toIso(lost.at), jobAlive: lost.jobAlive },
    reporterUid: run.reporterUid,
  };
}

interface EndingParts {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly reason: string | null;
}

function endingParts(ending: Ending | null): EndingParts {
  const nothing: EndingParts = { exitCode: null, signal: null, reason: null };
  if (ending === null) return nothing;
  switch (ending.kind) {
    case "exited":
      return { ...nothing, exitCode: ending.exitCode };
    case "signaled":
      return { ...nothing, signal: ending.signal };
    case "timed-out":
      return { ...nothing, exitCode: ending.exitCode, signal: ending.signal };
    case "unstartable":
      return { ...nothing, exitCode: ending.exitCode, reason: ending.reason };
    case "skipped":
    case "reported":
      return nothing;
    default:
      return unreachable(ending);
  }
}

function outputToJson(output: RunOutput | null): Json {
  if (output === null) return null;
  const { stdout, stderr, merged } = output;
  return { stdout: streamToJson(stdout), stderr: streamToJson(stderr), merged };
}

/** `head` followed by `tail` is the whole text unless `truncated`; both are null where only counted. */
function streamToJson(stream: CapturedStream): Json {
  if (stream.kind === "counted") {
    const { bytes, reason } = stream;
    return { bytes, head: null, tail: null, truncated: false, reason };
  }
  const { bytes, head, tail, truncated } = stream;
  return { bytes, head, tail, truncated, reason: null };
}

function scriptToJson(script: ScriptFacts): Json {
  const { path, owner, modifiedAt, size, digest } = script;
  return { path, owner, modifiedAt: toIsoOrNull(modifiedAt), size, digest };
}
