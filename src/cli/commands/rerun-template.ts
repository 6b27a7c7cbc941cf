import { fail, ok, type Result } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { planJob, type JobPlan } from "../../daemon/job-plan.ts";
import { readEnvFile } from "../../daemon/secret-values.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Run } from "../../domain/run.ts";
import { readLaunch } from "../../process/launch.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { readRun } from "../../store/run-find.ts";
import { readRuns } from "../../store/runs-page.ts";
import { redactedMark } from "../../text/spans.ts";
import { factsOf } from "../../domain/incident-facts.ts";
import type { Scene } from "./scene.ts";

/** What would be run again. */
export interface Template {
  readonly words: readonly string[];
  readonly cwd: string;
  /** Who the job runs as. */
  readonly user: string;
  /** The run that is repeated; null where it never ran. */
  readonly first: Run | null;
  /** How luota itself starts it, where the config has its command. */
  readonly own: (JobPlan & { readonly slot: EpochMilliseconds | null }) | null;
}

/** Why a job can't be run again. */
export type NoTemplate =
  | { readonly kind: "drill" }
  | { readonly kind: "no-run" }
  | { readonly kind: "not-wrapped"; readonly run: string }
  | { readonly kind: "redacted"; readonly run: string }
  | { readonly kind: "other-host"; readonly host: string }
  | { readonly kind: "other-user"; readonly user: string }
  | { readonly kind: "no-plan"; readonly reason: string };

/** More runs than this are not looked through for one that can be repeated. */
const mostRuns = 50;

/** Finds what an incident's monitor runs: by the config where luota starts it, else by its record. */
export function templateFor(
  incident: Incident,
  scene: Scene,
): Result<Template, StoreFailure | NoTemplate> {
  if (incident.drill !== null) return fail({ kind: "drill" });
  const first = firstRun(incident, scene);
  if (!first.ok) return first;
  const { job } = scene.rules.monitorNamed(incident.monitor);
  return job === null ? asRecorded(first.value, scene) : asConfigured(incident, first.value, scene);
}

function firstRun(incident: Incident, { store }: Scene): Result<Run | null, StoreFailure> {
  const { run } = factsOf(incident);
  const broken = run === null ? ok(null) : readRun(store, run);
  if (!broken.ok || broken.value !== null) return broken;
  const latest = readRuns(store, { monitor: incident.monitor, limit: mostRuns, outputs: false });
  if (!latest.ok) return latest;
  return ok(latest.value.find(({ start }) => start.command !== null) ?? latest.value[0] ?? null);
}

function asRecorded(first: Run | null, { actor }: Scene): Result<Template, NoTemplate> {
  if (first === null) return fail({ kind: "no-run" });
  const { id, command, cwd, user, host, origin } = first.start;
  if (origin !== "wrapped" || command === null || cwd === null)
    return fail({ kind: "not-wrapped", run: id });
  if ([...command, cwd].some((word) => word.includes(redactedMark)))
    return fail({ kind: "redacted", run: id });
  if (host !== actor.host) return fail({ kind: "other-host", host });
  if (user !== null && user !== actor.user) return fail({ kind: "other-user", user });
  return ok({ words: command, cwd, user: actor.user ?? "", first, own: null });
}

function asConfigured(
  incident: Incident,
  first: Run | null,
  { rules, actor, io }: Scene,
): Result<Template, NoTemplate> {
  const { config } = rules;
  const { job } = rules.monitorNamed(incident.monitor);
  const slot = factsOf(incident).slot ?? first?.start.slot ?? null;
  if (job === null || config === null)
    return fail({ kind: "no-plan", reason: "its command is no longer in the config" });
  const source = {
    environment: readLaunch(io.environment).env,
    file: readEnvFile(config.envFile),
  };
  const plan = planJob(job, config, source, io.uid);
  if (!plan.ok) return fail({ kind: "no-plan", reason: plan.failure });
  const { words, cwd } = plan.value;
  const user = job.user ?? actor.user ?? "";
  return ok({ words, cwd, user, first, own: { ...plan.value, slot } });
}
