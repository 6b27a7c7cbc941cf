import { fail, ok, type Result } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import type { Rules } from "../../daemon/rules.ts";
import { readLaunch, type Environment } from "../../process/launch.ts";
import { launchJob } from "../../recorder/launch-job.ts";
import { recordBeside } from "../../recorder/record-beside.ts";
import type { RecordedRun, RunPlan } from "../../recorder/recorded-run.ts";
import { newId } from "../../recorder/run-id.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import { incidentName } from "../../domain/words/incident.ts";
import type { NoTemplate, Template } from "./rerun-template.ts";

export interface RanAgain {
  readonly id: string;
  readonly recorded: RecordedRun;
}

export interface AgainWorld {
  readonly environment: Environment;
  readonly uid: number;
  readonly now: () => EpochMilliseconds;
  /** Absolute. */
  readonly storePath: string;
}

/** How long a job may take to leave after TERM before it gets KILL. */
const killAfterMs = 30_000;

/** Runs a job again, and records it as the child of the run that it repeats. */
export async function runAgain(
  { number, incident }: NumberedIncident,
  template: Template,
  rules: Rules,
  world: AgainWorld,
): Promise<Result<RanAgain, NoTemplate>> {
  const { first, own, words, cwd } = template;
  const { launch, env } = readLaunch(world.environment);
  const id = newId();
  try {
    process.chdir(cwd);
  } catch {
    return fail({ kind: "no-plan", reason: `its directory ${cwd} can't be entered` });
  }
  const plan: RunPlan = {
    monitor: incident.monitor,
    command: { kind: "argv", words },
    cwd,
    environment: { ...(own?.environment ?? env), ...linksTo(first) },
    launch,
    sink: "pass-through",
    capture: "both",
    timeoutMs: rules.monitorNamed(incident.monitor).timeoutMs,
    killAfterMs,
    overlap: true,
    sha: null,
    externalId: first?.start.externalId ?? null,
    tags: { ...first?.start.tags, ...tagsOf(first), incident: incidentName(number) },
    payload: first?.start.payload ?? null,
    summary: null,
    storePath: world.storePath,
    uid: world.uid,
    now: world.now,
    ...(own === null ? {} : { dispatch: { ...own, id, redact: rules.config?.redact ?? [] } }),
  };
  const startedAt = world.now();
  const job = launchJob(plan, id);
  return ok({ id, recorded: await recordBeside(plan, { id, startedAt, pid: job.pid }, job) });
}

/** The recorder reads from these whose child a run is, as of a run inside another. */
function linksTo(first: Template["first"]): Environment {
  if (first === null) return {};
  return { LUOTA_RUN_ID: first.start.id, LUOTA_ROOT_RUN: first.start.rootRun };
}

function tagsOf(first: Template["first"]): Record<string, string> {
  return first === null ? {} : { "rerun-of": first.start.id };
}
