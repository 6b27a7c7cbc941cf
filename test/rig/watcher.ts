import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { RunJson } from "./json.ts";
import { bin, type Rig } from "./rig.ts";
import { until } from "./until.ts";

/** One line of a daemon's log. */
export interface LogLine {
  readonly at: string;
  readonly level: string;
  readonly event: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** A cadence for tests: soon due, and not soon missed. */
export const often = ["every: 1s", "grace: 30s"];

/** A monitor of a config, as YAML. */
export function monitor(name: string, ...keys: readonly string[]): string {
  const lines = ["promise: The work of this test has happened", ...keys];
  return `  ${name}:\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

export function configOf(...monitors: readonly string[]): string {
  return `monitors:\n${monitors.join("")}`;
}

/** Puts a config where `luota` looks for it. */
export function writeConfig(rig: Rig, text: string): string {
  const file = rig.path("luota.yaml");
  writeFileSync(file, text);
  return file;
}

/** Runs of a monitor, newest first; none where it is not known yet. */
export async function runsOf(rig: Rig, name: string): Promise<RunJson[]> {
  return (await rig.runs("-n", "5000")).filter((run) => run.monitor === name);
}

/** Those that have ended, once there are so many. */
export async function ended(rig: Rig, name: string, count = 1): Promise<RunJson[]> {
  return await until(`${count} runs of ${name}`, async () => {
    const runs = (await runsOf(rig, name)).filter((run) => run.endedAt !== null);
    return runs.length >= count ? runs : null;
  });
}

/** A real `luota daemon`, whose log is read as it comes. */
export class Daemon {
  readonly child: ChildProcess;
  readonly lines: LogLine[] = [];
  #rest = "";

  constructor(rig: Rig, words: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
    const config = rig.path("luota.yaml");
    const common = ["daemon", "--config", config, "--log", "json"];
    this.child = rig.start(bin, [...common, ...words], { env });
    this.child.stdout?.resume();
    this.child.stderr?.on("data", (chunk: Buffer) => {
      this.#take(chunk.toString());
    });
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Waits until something was logged, and gives it. */
  async heard(event: string, fits: (line: LogLine) => boolean = () => true): Promise<LogLine> {
    const found = () => this.lines.find((line) => line.event === event && fits(line));
    return await until(`the log says ${event}`, found, 20_000);
  }

  /** Its exit code, or the signal that ended it. */
  async over(): Promise<number | string> {
    const { child } = this;
    return await until("the end of the daemon", () => child.exitCode ?? child.signalCode, 60_000);
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | string> {
    this.child.kill(signal);
    return await this.over();
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.lines.push(JSON.parse(line) as LogLine);
  }
}
