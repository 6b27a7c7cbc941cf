import { spawn } from "node:child_process";
import { fail, type Result } from "../base/result.ts";
import type { Environment } from "../process/launch.ts";
import type { Applied, FilesToApply, NotApplied } from "./apply-files.ts";

/** Nobody waits longer than this for a config to be read. */
const patienceMs = 120_000;

/**
 * Lets a process of its own read the config and put it in force; it says on stdout what `applyFiles`
 * came to. The memory that reading much YAML takes is given back when it ends. `words` start it with
 * Node.
 */
export async function applyApart(
  words: readonly string[],
  request: FilesToApply,
  environment: Environment,
): Promise<Result<Applied, NotApplied>> {
  return await new Promise((resolve) => {
    const refuse = (reason: string): void => {
      resolve(fail({ kind: "unread", reason }));
    };
    const child = spawn(process.execPath, [...words, JSON.stringify(request)], {
      stdio: ["ignore", "pipe", "ignore"],
      env: environment,
      timeout: patienceMs,
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => {
      refuse(error.message);
    });
    child.on("close", (code, signal) => {
      if (code !== 0) {
        refuse(`the process that read it ended with ${code ?? signal ?? "nothing"}`);
        return;
      }
      try {
        const said = Buffer.concat(chunks).toString("utf8");
        resolve(JSON.parse(said) as Result<Applied, NotApplied>);
      } catch {
        refuse("the process that read it said nothing of use");
      }
    });
  });
}
