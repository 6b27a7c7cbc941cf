import { statfsSync } from "node:fs";
import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { RecorderIdentity, RunStart } from "../domain/run.ts";
import { redact } from "../text/redact.ts";
import { redactCommand, redactJson, redactTags } from "../text/redact-values.ts";
import type { Secrets } from "../text/secrets.ts";
import { deploySha } from "./deploy-sha.ts";
import { fitStart } from "./fit-report.ts";
import { hostName } from "./host-facts.ts";
import { scriptFacts } from "./script-facts.ts";
import { userName } from "./user-name.ts";

/** What the caller knows of a run that has just started. */
export interface StartedRun {
  readonly id: string;
  readonly monitor: string;
  readonly origin: RunStart["origin"];
  readonly startedAt: EpochMilliseconds;
  /** For which a watcher started it; absent: for none. */
  readonly slot?: EpochMilliseconds | null;
  /** As the job got them; redacted here. */
  readonly words: readonly string[] | null;
  /** The file that was started, where a PATH search found one. */
  readonly program: string | null;
  readonly pid: number | null;
  readonly uid: number;
  readonly cwd: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly sha: string | null;
  readonly externalId: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly payload: Json;
  readonly recorder: RecorderIdentity | null;
}

/** Gathers everything else that belongs into a run's start, with secrets removed and cut to what a report may hold. */
export function describeStart(run: StartedRun, secrets: Secrets): RunStart {
  const { words, cwd } = run;
  const parent = runIdIn(run.environment["LUOTA_RUN_ID"]);
  const sha = deploySha(run.sha, run.environment, cwd);
  const script = words === null || cwd === null ? null : scriptFacts(words, run.program, cwd);
  return fitStart({
    id: run.id,
    monitor: run.monitor,
    startedAt: run.startedAt,
    origin: run.origin,
    slot: run.slot ?? null,
    command: words === null ? null : redactCommand(words, secrets),
    cwd: cwd === null ? null : redact(cwd, secrets),
    user: userName(run.uid),
    host: hostName(),
    pid: run.pid,
    sha: sha === null ? null : redact(sha, secrets),
    externalId: run.externalId === null ? null : redact(run.externalId, secrets),
    tags: redactTags(run.tags, secrets),
    payload: redactJson(run.payload, secrets),
    parentRun: parent,
    rootRun: runIdIn(run.environment["LUOTA_ROOT_RUN"]) ?? parent ?? run.id,
    script: script === null ? null : { ...script, path: redact(script.path, secrets) },
    freeDisk: cwd === null ? null : freeBytes(cwd),
    bootId: run.recorder?.bootId ?? null,
    recorder: run.recorder,
  });
}

/** The environment is anybody's: only what looks like one of our ids is taken for one. */
function runIdIn(text: string | undefined): string | null {
  return text !== undefined && /^[0-9a-hjkmnp-tv-z]{16}$/u.test(text) ? text : null;
}

function freeBytes(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    return null;
  }
}
