import { spawn } from "node:child_process";
import type { Milliseconds } from "../base/duration.ts";
import { neutraliseLine } from "../text/neutralise.ts";

const patience: Milliseconds = 5_000;

/**
 * Writes lines to syslog, as critical. False where it is not known that anything took them: a
 * container may have no `logger`, or nobody who listens.
 */
export async function writeSyslog(lines: readonly string[], program = "logger"): Promise<boolean> {
  const words = ["-p", "daemon.crit", "-t", "luota"];
  // Where it is not told otherwise, `logger` is content with a socket that is not there.
  if (await log(program, ["--socket-errors=on", ...words], lines)) return true;
  await log(program, words, lines);
  return false;
}

async function log(
  program: string,
  words: readonly string[],
  lines: readonly string[],
): Promise<boolean> {
  return await new Promise((resolve) => {
    const child = spawn(program, words, { stdio: ["pipe", "ignore", "ignore"], timeout: patience });
    child.on("error", () => {
      resolve(false);
    });
    child.on("close", (code) => {
      resolve(code === 0);
    });
    child.stdin.on("error", () => undefined);
    child.stdin.end(lines.map((line) => `${neutraliseLine(line)}\n`).join(""));
  });
}
