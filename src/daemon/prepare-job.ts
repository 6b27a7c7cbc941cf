import type { Config } from "../config/config.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { RecorderIdentity, RunStart } from "../domain/run.ts";
import { describeStart } from "../recorder/describe-start.ts";
import type { RunPlan } from "../recorder/recorded-run.ts";
import { secretsOfPlan } from "../recorder/secrets-of-plan.ts";
import { findProgram } from "../process/find-program.ts";
import type { PipeSource } from "../process/pipes.ts";
import type { Secrets } from "../text/secrets.ts";
import type { ListedJob } from "./job-list.ts";
import { planJob, type JobPlan } from "./job-plan.ts";
import type { SecretSource } from "./secret-values.ts";
import type { WatcherWorld } from "./world.ts";

/** How long a job may take to leave after TERM before it gets KILL. */
const killAfterMs = 30_000;

/** A job ready to be started, again and again. */
export interface PreparedJob {
  readonly listed: ListedJob;
  readonly plan: Result<JobPlan, string>;
  /** A run of it for a slot; where the plan failed, one that only serves to tell so. */
  readonly runPlan: (run: string, slot: EpochMilliseconds) => RunPlan;
  readonly secrets: Secrets;
  /** The start as it is recorded before the job begins. */
  readonly describe: (run: string, slot: EpochMilliseconds, now: EpochMilliseconds) => RunStart;
}

/** What all jobs of this process have in common. */
export interface Shared {
  readonly pipes: PipeSource;
  readonly recorder: RecorderIdentity;
}

/** Looks up once what all runs of a job have in common. */
export function prepareJob(
  listed: ListedJob,
  config: Config,
  source: SecretSource,
  world: WatcherWorld,
  { pipes, recorder }: Shared,
): PreparedJob {
  const { monitor, job } = listed;
  const plan = planJob(job, config, source, world.uid);
  const words = typeof job.command === "string" ? [job.shell, "-c", job.command] : job.command;
  const { through, jobUid, secretNames, environment, cwd } = plan.ok
    ? plan.value
    : { through: [], jobUid: null, secretNames: [], environment: {}, cwd: job.cwd };
  const runPlan = (run: string, slot: EpochMilliseconds): RunPlan => ({
    monitor: monitor.name,
    command: { kind: "argv", words },
    cwd,
    environment,
    launch: launchOf(world),
    sink: "discard",
    capture: "both",
    timeoutMs: monitor.timeoutMs,
    killAfterMs,
    overlap: true,
    ...{ sha: null, externalId: null, tags: {}, payload: null, summary: null },
    storePath: world.storePath,
    uid: world.uid,
    now: world.clock.wall,
    dispatch: { id: run, slot, through, jobUid, secretNames, redact: config.redact },
    pipes,
  });
  const secrets = secretsOfPlan(runPlan("", 0));
  const found = findProgram(words[0] ?? "", environment, cwd);
  const describe: PreparedJob["describe"] = (run, slot, now) =>
    describeStart(
      {
        ...runPlan(run, slot),
        ...{ id: run, slot, startedAt: now, origin: "wrapped", words, recorder, pid: null },
        program: found.ok ? found.value : null,
        uid: jobUid ?? world.uid,
      },
      secrets,
    );
  return { listed, plan, runPlan, secrets, describe };
}

/** Jobs get nothing of how the watcher was launched, but the limit that Node raised is put right. */
function launchOf({ softFileLimit }: WatcherWorld): RunPlan["launch"] {
  return {
    ...{ inheritedDescriptors: [], closedDescriptors: [], ignoredSignals: [] },
    softFileLimit,
    ...{ hasTerminal: false, cpuBefore: null, rawValues: new Map(), pipeDescriptors: [] },
  };
}
