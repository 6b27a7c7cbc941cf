import type { Json } from "../base/json.ts";
import { ok } from "../base/result.ts";
import * as decode from "./decode.ts";
import type { Decoder } from "./decode.ts";
import { parseMonitorName } from "./monitor-name.ts";
import type { RunClose } from "./report.ts";
import type { CapturedStream, Ending, RecorderIdentity } from "./run.ts";
import type { RunEnd, RunOutput, RunStart, ScriptFacts } from "./run.ts";
import { runLimits } from "./run-limits.ts";
import { deepestJson } from "./well-formed.ts";

export const line = decode.text(runLimits.line);
const word = decode.text(runLimits.word);
const captured = decode.text(runLimits.captured);

export const runId: Decoder<string> = decode.text(64, /^[A-Za-z0-9_-]+$/u);

export const monitorName: Decoder<string> = (value, at) => {
  const name = typeof value === "string" ? parseMonitorName(value) : null;
  return name?.ok === true ? ok(name.value) : decode.undecodable(at, "a monitor's name");
};

/** Any JSON that is not nested absurdly deep: what walks it later must not run out of stack. */
export const json: Decoder<Json> = (value, at) =>
  isShallow(value, deepestJson)
    ? ok(value as Json)
    : decode.undecodable(at, `JSON of at most ${deepestJson} levels`);

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isShallow(member, levels - 1));
}

export const tags: Decoder<Readonly<Record<string, string>>> = (value, at) => {
  if (!decode.isObject(value)) return decode.undecodable(at, "an object");
  const wrong = Object.entries(value).find(([, each]) => typeof each !== "string");
  return wrong === undefined
    ? ok(value as Readonly<Record<string, string>>)
    : decode.undecodable(`${at}.${wrong[0]}`, "a text");
};

export const recorder: Decoder<RecorderIdentity> = decode.record<RecorderIdentity>({
  pid: decode.count,
  startTicks: decode.count,
  bootId: word,
  machineId: word,
  pidNamespace: word,
});

export const script: Decoder<ScriptFacts> = decode.record<ScriptFacts>({
  path: line,
  owner: decode.nullable(word),
  modifiedAt: decode.nullable(decode.instant),
  size: decode.nullable(decode.count),
  digest: decode.nullable(decode.text(64, /^[0-9a-f]+$/u)),
});

export const command = decode.list(decode.text(runLimits.commandWord), runLimits.commandWords);

export const runStart: Decoder<RunStart> = decode.record<RunStart>({
  id: runId,
  monitor: monitorName,
  startedAt: decode.instant,
  origin: decode.oneOf("wrapped", "reported"),
  slot: decode.nullable(decode.instant),
  command: decode.nullable(command),
  cwd: decode.nullable(line),
  user: decode.nullable(word),
  host: word,
  pid: decode.nullable(decode.count),
  sha: decode.nullable(word),
  externalId: decode.nullable(line),
  tags,
  payload: json,
  parentRun: decode.nullable(runId),
  rootRun: runId,
  script: decode.nullable(script),
  freeDisk: decode.nullable(decode.count),
  bootId: decode.nullable(word),
  recorder: decode.nullable(recorder),
});

const exitCode = decode.oneOf<number>(...Array.from({ length: 256 }, (_, code) => code));
const signal = decode.text(32, /^SIG[A-Z0-9+]+$/u);

const ending: Decoder<Ending> = decode.kinds<Ending>({
  exited: decode.record({ kind: decode.oneOf("exited"), exitCode }),
  signaled: decode.record({ kind: decode.oneOf("signaled"), signal }),
  "timed-out": decode.record({
    kind: decode.oneOf("timed-out"),
    signal: decode.nullable(signal),
    exitCode: decode.nullable(exitCode),
  }),
  unstartable: decode.record({
    kind: decode.oneOf("unstartable"),
    exitCode: decode.oneOf(126, 127),
    reason: line,
  }),
  skipped: decode.record({ kind: decode.oneOf("skipped"), reason: decode.oneOf("overlap") }),
  reported: decode.record({ kind: decode.oneOf("reported"), success: decode.flag }),
});

export const capturedStream: Decoder<CapturedStream> = decode.kinds<CapturedStream>({
  text: decode.record({
    kind: decode.oneOf("text"),
    bytes: decode.count,
    head: captured,
    tail: captured,
    truncated: decode.flag,
  }),
  counted: decode.record({
    kind: decode.oneOf("counted"),
    bytes: decode.nullable(decode.count),
    reason: decode.oneOf("terminal", "binary", "file", "not-captured"),
  }),
});

const runOutput: Decoder<RunOutput> = decode.record<RunOutput>({
  stdout: capturedStream,
  stderr: capturedStream,
  merged: decode.flag,
});

export const cpu = decode.record<NonNullable<RunEnd["cpuMs"]>>({
  user: decode.milliseconds,
  system: decode.milliseconds,
});

const runCloseFields = {
  id: runId,
  endedAt: decode.instant,
  ending,
  summary: decode.nullable(line),
  error: decode.nullable(line),
};

export const runClose: Decoder<RunClose> = decode.record<RunClose>(runCloseFields);

export const runEnd: Decoder<RunEnd> = decode.record<RunEnd>({
  ...runCloseFields,
  durationMs: decode.milliseconds,
  cpuMs: decode.nullable(cpu),
  peakMemory: decode.nullable(decode.count),
  output: decode.nullable(runOutput),
});
