import { spawn } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import type { Milliseconds } from "../base/duration.ts";
import { fail, ok, type Result } from "../base/result.ts";
import type { Environment } from "../process/launch.ts";
import { withDispatched } from "../recorder/dispatched-run.ts";
import type { RunPlan } from "../recorder/recorded-run.ts";

/**
 * Sends a `luota run` of its own for a slot: it outlives this process, and tells of itself through its
 * record. The failure is what the system said.
 */
export function sendRun(plan: RunPlan, entry: string): Result<number, string> {
  const { dispatch, environment, cwd, monitor, storePath, timeoutMs, killAfterMs } = plan;
  if (dispatch === undefined || plan.command.kind !== "argv" || cwd === null)
    throw new Error("a run is sent for a slot, with words, from a directory");
  const limits = [...limit("--timeout", timeoutMs), ...limit("--kill-after", killAfterMs)];
  const words = [entry, monitor, "--store", storePath, ...limits, "--", ...plan.command.words];
  // Two devices that both take everything: were they one, the streams would be captured as one.
  const devNull = openSync("/dev/null", constants.O_WRONLY);
  const devZero = openSync("/dev/zero", constants.O_WRONLY);
  try {
    const child = spawn(process.execPath, [...quickStart, ...words], {
      cwd,
      env: withDispatched(noteLaunch(environment, plan.launch.softFileLimit), dispatch),
      stdio: ["ignore", devNull, devZero],
      detached: true,
    });
    child.on("error", () => undefined);
    child.unref();
    return child.pid === undefined ? fail("it can't be started") : ok(child.pid);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  } finally {
    closeSync(devNull);
    closeSync(devZero);
  }
}

function limit(option: string, milliseconds: Milliseconds | null): readonly string[] {
  return milliseconds === null ? [] : [option, `${milliseconds}ms`];
}

/** The flags of bin/luota: what V8 compiled before is of use only with the same ones. */
const quickStart = ["--min-semi-space-size=4", "--v8-pool-size=1"];

/**
 * What bin/luota would note, which is not asked here: it would run the job also where luota is broken,
 * and nobody would know. Settings for Node are the job's.
 */
function noteLaunch(environment: Environment, softFileLimit: string | null): Environment {
  const noted = Object.entries(environment).map(([name, value]) => [
    /^(?:NODE_.*|OPENSSL_CONF)$/u.test(name) ? `LUOTA_KEPT_${name}` : name,
    value,
  ]);
  const note = `1| ||0|${softFileLimit ?? ""}|0 0 0| |`;
  return { ...Object.fromEntries(noted), LUOTA_LAUNCH: note } as Environment;
}
