import { statSync } from "node:fs";
import { fail, ok, type Result } from "../base/result.ts";
import type { Config } from "../config/config.ts";
import type { Job, Surroundings } from "../domain/job.ts";
import { findProgram } from "../process/find-program.ts";
import type { Environment } from "../process/launch.ts";
import { findAccount, type Account } from "./account.ts";
import { baseEnvironment } from "./job-environment.ts";
import { resolveSecret, type SecretSource } from "./secret-values.ts";

/** How a job is to be started, all looked up. */
export interface JobPlan {
  readonly words: readonly string[];
  readonly environment: Environment;
  readonly cwd: string;
  /** Words that go before the command. */
  readonly through: readonly string[];
  readonly jobUid: number | null;
  readonly secretNames: readonly string[];
}

/** What of a job says how it is started. */
export type JobToPlan = Surroundings & Pick<Job, "command" | "nice">;

/** Looks up all that starting a job needs; else says in a sentence what is not to be had. */
export function planJob(
  job: JobToPlan,
  config: Pick<Config, "routes" | "watchdog">,
  source: SecretSource,
  uid: number,
): Result<JobPlan, string> {
  const other = otherUser(job, uid);
  if (!other.ok) return other;
  const account = other.value;
  const environment: Record<string, string | undefined> = baseEnvironment(source, config, account);
  const secretNames: string[] = [];
  for (const [name, value] of Object.entries(job.env)) {
    const resolved = resolveSecret(value, source);
    if (!resolved.ok)
      return fail(
        `its variable ${name} can't be set: ${resolved.failure.reference}: ${resolved.failure.reason}`,
      );
    environment[name] = resolved.value;
    if (value.kind !== "text") secretNames.push(name);
  }
  const cwd = job.cwd ?? account?.home ?? environment["HOME"] ?? findAccount(uid)?.home ?? "/";
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true)
    return fail(`its directory ${cwd} is not there`);
  const through = wordsBefore(job, account, source.environment);
  if (!through.ok) return through;
  const { command, shell } = job;
  return ok({
    words: typeof command === "string" ? [shell, "-c", command] : command,
    environment,
    cwd,
    through: through.value,
    jobUid: account?.uid ?? null,
    secretNames,
  });
}

/** The account of another user than this process's; null: it is the same one. */
function otherUser({ user }: JobToPlan, uid: number): Result<Account | null, string> {
  if (user === null) return ok(null);
  const account = findAccount(user);
  if (account === null) return fail(`its user ${user} is not known on this host`);
  if (account.uid === uid) return ok(null);
  return uid === 0
    ? ok(account)
    : fail(`only root may run it as ${user}, and luota runs as uid ${uid}`);
}

/** Each of these becomes the next program, so that the process stays the job's own. */
function wordsBefore(
  { nice }: JobToPlan,
  account: Account | null,
  environment: Environment,
): Result<readonly string[], string> {
  const words: string[] = [];
  if (nice !== null && nice !== 0) {
    const program = findProgram("nice", environment, null);
    if (!program.ok) return fail("nice (of coreutils) is not there, which it needs for `nice`");
    words.push(program.value, "-n", String(nice));
  }
  if (account !== null) {
    const program = findProgram("setpriv", environment, null);
    if (!program.ok) return fail("setpriv (of util-linux) is not there, which it needs for `user`");
    const { uid, gid } = account;
    words.push(program.value, `--reuid=${uid}`, `--regid=${gid}`, "--init-groups", "--");
  }
  return ok(words);
}
