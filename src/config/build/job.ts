import { plainSurroundings, type Job, type Surroundings } from "../../domain/job.ts";
import type { Complain } from "../entry.ts";
import { jobShape } from "../shape/job.ts";
import type { RawDefaults, RawMonitor } from "../shape/monitor.ts";
import { isLiteralSecret } from "../shape/secrets.ts";
import { conflict } from "./conflict.ts";
import { writtenSteps } from "./evidence.ts";

const minute = 60_000;
const jobKeys = Object.keys(jobShape) as readonly (keyof typeof jobShape)[];

/** The job of a monitor that luota runs itself; null where there is no command. */
export function buildJob(raw: RawMonitor, defaults: RawDefaults, complain: Complain): Job | null {
  const { command } = raw;
  if (command === undefined) {
    const idle = jobKeys.filter(
      (each) => raw[each] !== undefined && !(looks(raw) && each in around),
    );
    for (const key of idle) {
      complain([key], "key", { kind: "no-effect", key, needed: "command" });
    }
    if (looks(raw)) checkVariables(raw.env, complain);
    return null;
  }
  checkCommand(raw, complain);
  const given = { ...defaults, ...raw };
  return {
    command,
    ...buildSurroundings(raw, defaults),
    nice: given.nice ?? null,
    overlap: given.overlap ?? "skip",
    retry: {
      attempts: given.retry?.attempts ?? 0,
      backoffMs: given.retry?.backoff ?? minute,
    },
    catchUp: given.catchUp ?? "once",
    jitterMs: given.jitter ?? null,
    isolate: given.isolate ?? "auto",
  };
}

/** Where and as whom luota starts what it runs for a monitor: its command, and its probes. */
export function buildSurroundings(raw: RawMonitor, defaults: RawDefaults): Surroundings {
  if (raw.command === undefined && !looks(raw)) return plainSurroundings;
  const given = { ...defaults, ...raw };
  const { user = null, cwd = null, shell = plainSurroundings.shell } = given;
  return { user, cwd, shell, env: { ...defaults.env, ...raw.env } };
}

/** These also hold for what looks. */
const around = { user: true, cwd: true, shell: true, env: true } satisfies Record<
  keyof Surroundings,
  true
>;

function looks({ freshness, evidence, expect }: RawMonitor): boolean {
  if (freshness !== undefined || expect?.artifacts !== undefined) return true;
  return writtenSteps(evidence).some(({ raw }) => raw?.verify !== undefined);
}

function checkCommand(raw: RawMonitor, complain: Complain): void {
  const { command } = raw;
  if (typeof command !== "string" && raw.shell !== undefined) {
    const why = "a list is started without a shell";
    complain(["shell"], "key", conflict(["shell", "command"], why));
  }
  if (raw.freshness !== undefined && raw.cron === undefined && raw.every === undefined) {
    const why = "luota looks at the file, and nothing says when to start the command";
    const problem = conflict(["freshness", "command"], why, "add `cron` or `every`");
    complain(["command"], "key", problem);
  }
  checkVariables(raw.env, complain);
}

/** Complains of variables that luota sets itself, and of secrets written out. */
export function checkVariables(env: RawMonitor["env"], complain: Complain): void {
  for (const [name, value] of Object.entries(env ?? {})) {
    if (name.startsWith("LUOTA_")) {
      complain(["env", name], "key", { kind: "reserved-variable", read: name });
    } else if (isLiteralSecret(name, value)) {
      const what = "the value of this variable";
      complain(["env", name], "value", { kind: "literal-secret", what, variable: name });
    }
  }
}
