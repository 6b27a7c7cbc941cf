import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { ok, fail, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Config } from "../config/config.ts";
import type { Monitor } from "../domain/monitor.ts";
import type { Probe, ResolvedProbe } from "../domain/probe.ts";
import type { Environment } from "../process/launch.ts";
import { secretsFrom, secretsFromEnvironment, type Secrets } from "../text/secrets.ts";
import { findAccount } from "./account.ts";
import { planJob } from "./job-plan.ts";
import { referencesOfProbes, threadsVariable } from "./prober-environment.ts";
import { resolveProbe } from "./resolve-probe.ts";
import type { SecretSource } from "./secret-values.ts";

/** One look, with all that it needs, for whichever process does it. It holds secrets and is never kept. */
export interface LookRequest {
  readonly id: string;
  readonly probe: ResolvedProbe;
  readonly environment: Environment;
  readonly cwd: string;
  readonly shell: string;
  readonly runStartedAt: EpochMilliseconds | null;
}

export interface PlannedRequest {
  readonly request: LookRequest;
  /** Words that go before a process of the user who is to look; empty: this one looks. */
  readonly through: readonly string[];
  readonly uid: number | null;
  readonly secrets: Secrets;
}

/** For whose sake it is looked. */
export interface LookFor {
  readonly monitor: Monitor;
  readonly run: string | null;
  readonly runStartedAt: EpochMilliseconds | null;
}

/** Looks up as whom, where and with which secrets it is looked; else says in a sentence what is not to be had. */
export function planLook(
  probe: Probe,
  { monitor, run, runStartedAt }: LookFor,
  config: ProbingConfig,
  source: SecretSource,
  uid: number,
): Result<PlannedRequest, string> {
  const { surroundings } = monitor;
  const cwd = surroundings.cwd ?? homeOf(surroundings.user);
  const plan = planJob({ ...surroundings, cwd, command: [], nice: null }, config, source, uid);
  if (!plan.ok) return plan;
  const found = resolveProbe(probe, source);
  if (!found.ok) return fail(`${found.failure.reference}: ${found.failure.reason}`);
  const { environment: given, through, jobUid, secretNames } = plan.value;
  const own = withoutReferences(given, config, monitor);
  const environment = {
    ...own,
    LUOTA_MONITOR: monitor.name,
    ...(run === null ? {} : { LUOTA_RUN_ID: run }),
  };
  const values = [...found.value.secretValues, ...secretNames.map((name) => own[name] ?? "")];
  const patterns = config.redact.map((pattern) => new RegExp(pattern, "gu"));
  const known = secretsFrom(values, patterns);
  const around = secretsFromEnvironment(own);
  return ok({
    request: {
      ...{ id: randomUUID(), probe: found.value.probe, environment, cwd: plan.value.cwd },
      ...{ shell: surroundings.shell, runStartedAt },
    },
    through,
    uid: jobUid,
    secrets: { needles: [...known.needles, ...around.needles], patterns: known.patterns },
  });
}

/** A user without a home can look all the same. Null: the one of this process. */
function homeOf(user: string | null): string | null {
  const home = user === null ? undefined : findAccount(user)?.home;
  if (home === undefined) return null;
  return statSync(home, { throwIfNoEntry: false })?.isDirectory() === true ? home : "/";
}

/** What other probes refer to, and how this process itself was set up, is not for this one. */
function withoutReferences(
  given: Environment,
  config: ProbingConfig,
  { surroundings }: Monitor,
): Environment {
  const others = referencesOfProbes(config);
  const hidden = (name: string) =>
    (others.has(name) && !Object.hasOwn(surroundings.env, name)) || name === threadsVariable;
  return Object.fromEntries(Object.entries(given).filter(([name]) => !hidden(name)));
}

type ProbingConfig = Pick<Config, "routes" | "watchdog" | "redact" | "monitors">;
