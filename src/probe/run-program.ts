import { execa } from "execa";
import type { Milliseconds } from "../base/duration.ts";
import { keepText } from "./kept-text.ts";
import type { ProbeWorld } from "./world.ts";

export interface Printed {
  readonly text: string;
  readonly whole: boolean;
}

export type Ended =
  | {
      readonly kind: "exited";
      readonly exitCode: number;
      readonly stdout: Printed;
      readonly stderr: Printed;
    }
  | { readonly kind: "signaled"; readonly signal: string; readonly stderr: Printed }
  | { readonly kind: "unstartable"; readonly code: string }
  | { readonly kind: "stopped" };

/** Of each stream, its beginning and its end, so many bytes each. */
const kept = 64 * 1_024;

/** After TERM a group has this long to end by itself. */
const termPatience: Milliseconds = 2_000;

/** What still holds the streams after the program itself ended is not waited for longer than this. */
const streamPatience: Milliseconds = 500;

/** Runs a program in a process group of its own, which is ended as a whole on `stop`. */
export async function runProgram(
  words: readonly string[],
  world: Pick<ProbeWorld, "environment" | "cwd">,
  stop: AbortSignal,
  input?: string,
): Promise<Ended> {
  const isOver = () => stop.aborted;
  if (isOver()) return { kind: "stopped" };
  const [program = "", ...rest] = words;
  const child = execa(program, rest, {
    cwd: world.cwd,
    env: withoutUndefined(world.environment),
    extendEnv: false,
    ...(input === undefined ? { stdin: "ignore" } : { input }),
    buffer: false,
    reject: false,
    detached: true,
    cleanup: false,
  });
  const [stdout, stderr] = [keepText(kept), keepText(kept)];
  child.stdout.on("data", stdout.push);
  child.stderr.on("data", stderr.push);
  const end = () => {
    endGroup(child.pid);
  };
  stop.addEventListener("abort", end, { once: true });
  child.nodeChildProcess.on("exit", () => {
    setTimeout(() => {
      // What it left behind would be there once more after each look.
      if (!child.stdout.closed || !child.stderr.closed) endGroup(child.pid);
      child.stdout.destroy();
      child.stderr.destroy();
    }, streamPatience).unref();
  });
  try {
    const result = await child;
    if (isOver()) return { kind: "stopped" };
    const printed = (text: typeof stdout): Printed => ({ text: text.text(), whole: text.whole() });
    if (result.exitCode !== undefined)
      return {
        kind: "exited",
        exitCode: result.exitCode,
        stdout: printed(stdout),
        stderr: printed(stderr),
      };
    if (result.signal !== undefined)
      return { kind: "signaled", signal: result.signal, stderr: printed(stderr) };
    return { kind: "unstartable", code: result.code ?? "it failed" };
  } finally {
    stop.removeEventListener("abort", end);
  }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  signalGroup(pid, "SIGTERM");
  setTimeout(() => {
    signalGroup(pid, "SIGKILL");
  }, termPatience);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // All of it has ended.
  }
}

function withoutUndefined(environment: ProbeWorld["environment"]): Record<string, string> {
  const set = Object.entries(environment).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined;
  });
  return Object.fromEntries(set);
}
