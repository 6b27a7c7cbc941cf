import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { CapturedStream, Ending, RunEnd, RunOutput } from "../domain/run.ts";
import type { JobEnd, RawOutput, RawStream } from "../process/request.ts";
import { keepText } from "../text/capture.ts";
import { looksBinary } from "../text/binary.ts";
import { redact } from "../text/redact.ts";
import type { Secrets } from "../text/secrets.ts";
import { captureLimits } from "./capture-limits.ts";
import { fitEnd } from "./fit-report.ts";

export interface EndedRun {
  readonly id: string;
  readonly endedAt: EpochMilliseconds;
  readonly job: JobEnd;
  readonly summary: string | null;
}

/** The end of a run as it is recorded: output decoded, redacted and cut. */
export function describeEnd({ id, endedAt, job, summary }: EndedRun, secrets: Secrets): RunEnd {
  const ending = redactEnding(job.ending, secrets);
  return fitEnd({
    id,
    endedAt,
    durationMs: Math.round(job.durationMs),
    ending,
    cpuMs: job.cpuMs,
    peakMemory: job.peakMemory,
    summary: summary === null ? null : redact(summary, secrets),
    error: ending.kind === "unstartable" ? ending.reason : null,
    output: describeOutput(job.output, secrets),
  });
}

function redactEnding(ending: Ending, secrets: Secrets): Ending {
  return ending.kind === "unstartable"
    ? { ...ending, reason: redact(ending.reason, secrets) }
    : ending;
}

function describeOutput(output: RawOutput, secrets: Secrets): RunOutput {
  return {
    stdout: describeStream(output.stdout, secrets),
    stderr: describeStream(output.stderr, secrets),
    merged: output.merged,
  };
}

function describeStream(stream: RawStream, secrets: Secrets): CapturedStream {
  switch (stream.kind) {
    case "counted":
      return stream;
    case "bytes":
      return looksBinary(stream.head)
        ? { kind: "counted", bytes: stream.bytes, reason: "binary" }
        : { kind: "text", ...keepText(stream, captureLimits, secrets) };
    default:
      return unreachable(stream);
  }
}
