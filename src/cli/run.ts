import { writeSync } from "node:fs";
import { exitCode } from "../base/exit-code.ts";
import { exitAs } from "../process/exit-as.ts";
import { startJob } from "../process/job.ts";
import { readLaunch } from "../process/launch.ts";
import { readDispatched } from "../recorder/dispatched-run.ts";
import { recordRun } from "../recorder/record-run.ts";
import type { RecordedRun, RunPlan } from "../recorder/recorded-run.ts";
import { storePlace } from "../recorder/store-place.ts";
import { describeRecordedRun } from "./complain/recorded-run.ts";
import { describeRunComplaint, describeRunWarning } from "./complain/run.ts";
import { currentFolder } from "./current-folder.ts";
import { readPayloadFile } from "./payload-file.ts";
import { parseRunArguments } from "./run-arguments.ts";
import { runHelp } from "./run-help.ts";
import type { RunArguments } from "./run-request.ts";

/** How long a job may take to leave after TERM before it gets KILL. */
const defaultKillAfterMs = 30_000;

void main();

async function main(): Promise<void> {
  const parsed = parseRunArguments(process.argv.slice(2));
  if (!parsed.ok) {
    say(describeRunComplaint(parsed.failure));
    process.exit(exitCode.usage);
  }
  if (parsed.value.kind === "help") {
    showHelp();
    return;
  }
  const { run } = parsed.value;
  const warnings = run.warnings.map(describeRunWarning);
  const ended = startRun(run, (line) => warnings.push(line));
  // The job has been started: where nobody reads stderr, saying this may wait.
  for (const warning of warnings) say(warning);
  exitAs(await ended);
}

async function startRun(run: RunArguments, warn: (line: string) => void) {
  const { launch, env: given } = readLaunch(process.env);
  const { dispatch, env } = readDispatched(given);
  const cwd = currentFolder();
  const uid = process.getuid?.() ?? -1;
  const common = {
    command: run.command,
    launch,
    capture: run.capture,
    sink: run.quiet ? "quiet" : "pass-through",
    timeoutMs: run.timeoutMs,
    killAfterMs: run.killAfterMs ?? defaultKillAfterMs,
  } as const;
  if (run.monitor === null) return await runUnrecorded(common, env);
  const storePath = storePlace({ option: run.store, environment: env, uid, cwd: cwd ?? "/" });
  const recorded = await recordRun({
    ...common,
    monitor: run.monitor,
    cwd,
    environment: env,
    overlap: run.overlap,
    sha: run.sha,
    externalId: run.externalId,
    tags: run.tags,
    payload: run.payload.kind === "file" ? readPayloadFile(run.payload.path, warn) : payloadOf(run),
    summary: run.summary,
    storePath,
    uid,
    now: Date.now,
    ...(dispatch === null ? {} : { dispatch }),
  });
  for (const line of describeRecordedRun(recorded)) say(line);
  if (isBad(recorded.end.ending))
    (await import("./send-pass.ts")).sendPass(recorded, storePath, env);
  return recorded.end;
}

function isBad(ending: RecordedRun["end"]["ending"]): boolean {
  return ending.kind !== "skipped" && !(ending.kind === "exited" && ending.exitCode === 0);
}

function payloadOf({ payload }: RunArguments) {
  return payload.kind === "value" ? payload.value : null;
}

/** Where the name given is no name, the command was still certain: it runs, and nothing is kept. */
async function runUnrecorded(
  common: Pick<RunPlan, "command" | "launch" | "sink" | "timeoutMs" | "killAfterMs">,
  env: RunPlan["environment"],
) {
  return await startJob({
    ...common,
    cwd: null,
    env,
    capture: "none",
    drainMs: 0,
    keep: { headBytes: 0, tailBytes: 0, marginBytes: 0 },
  }).ended;
}

function showHelp(): void {
  try {
    writeSync(1, runHelp);
  } catch {
    // `luota run --help | head -1`: whoever asked has read enough.
  }
}

function say(line: string): void {
  try {
    writeSync(2, `luota: ${line}\n`);
  } catch {
    // Nobody listens on stderr; the job goes on.
  }
}
