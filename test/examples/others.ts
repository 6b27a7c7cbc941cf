import { join } from "node:path";
import { serveHttp } from "../deliver/http-server.ts";
import { root, type RunOptions } from "../rig/rig.ts";
import type { Example } from "./example.ts";

/** How cron itself, chronic, and a wrapper that pings the exit code tell of a job. */
export interface Seen {
  readonly cron: string;
  readonly chronic: string;
  readonly ping: string;
}

/** What they say of a job that went well. */
export const allGreen: Seen = {
  cron: "exit 0",
  chronic: "exit 0, silent",
  ping: "exit 0, pinged success",
};

/** Runs the same line under each of the others, one after the other. */
export async function seenByOthers(
  example: Example,
  line: string,
  options: RunOptions & { readonly before?: () => Promise<void> | void } = {},
): Promise<Seen> {
  const pings: string[] = [];
  await using server = await serveHttp((request, response) => {
    pings.push(request.url ?? "");
    response.end("OK");
  });
  const env = { ...options.env, PING_URL: `http://127.0.0.1:${server.port}`, JOB: line };
  const run = async (wrapped: string) => {
    await options.before?.();
    return await example.line(wrapped, { ...options, env });
  };
  const ping = join(root, "examples/migration-from-cron-pings/ping.sh");

  const cron = await run('sh -c "$JOB"');
  const chronic = await run('chronic sh -c "$JOB"');
  const pinged = await run(`${ping} job sh -c "$JOB"`);
  const isSilent = chronic.stdout === "" && chronic.stderr === "";
  return {
    cron: `exit ${String(cron.code)}`,
    chronic: `exit ${String(chronic.code)}, ${isSilent ? "silent" : "prints"}`,
    ping: `exit ${String(pinged.code)}, ${pings.join() === "/job/0" ? "pinged success" : `pinged ${pings.join()}`}`,
  };
}

/** Puts what each of them saw side by side into the test's output. */
export function show(example: Example, failure: string, others: Seen, luota: string): void {
  const rows = [
    ["plain cron (sh -c)", others.cron],
    ["chronic", others.chronic],
    ["exit-code ping", others.ping],
    ["luota", luota],
  ];
  const lines = rows.map(([who = "", said = ""]) => `  ${who.padEnd(20)}${said}`);
  process.stdout.write(`\n${example.name}: ${failure}\n${lines.join("\n")}\n`);
}
