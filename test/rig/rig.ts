import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const bin = join(root, "bin", "luota");

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/**
 * A user's world of their own: an empty home, a store in it, nothing of the caller's environment.
 * `await using` takes it away again, with every process that was started and still runs.
 */
export class Rig implements AsyncDisposable {
  readonly home = mkdtempSync(join(tmpdir(), "luota-test-"));
  readonly work = join(this.home, "work");
  readonly store = join(this.home, "state", "luota.db");
  readonly #children = new Set<ChildProcess>();

  constructor() {
    mkdirSync(this.work);
  }

  get env(): Record<string, string> {
    return {
      PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
      HOME: this.home,
      LUOTA_STORE: this.store,
      TZ: "UTC",
      LC_ALL: "C.UTF-8",
    };
  }

  path(...parts: readonly string[]): string {
    return join(this.home, ...parts);
  }

  /** Runs `luota WORDS…` through bin/luota to its end. */
  async luota(words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return await this.run(bin, words, options);
  }

  /** What `luota WORDS… --json` said, parsed. */
  async json(words: readonly string[], options: RunOptions = {}): Promise<unknown> {
    const outcome = await this.luota([...words, "--json"], options);
    if (outcome.stdout === "") throw new Error(`no JSON from ${words.join(" ")}: ${outcome.stderr}`);
    return JSON.parse(outcome.stdout);
  }

  /** Runs a line through bash, with `$LUOTA` naming the program. */
  async bash(line: string, options: RunOptions = {}): Promise<Outcome> {
    return await this.run("/bin/bash", ["-c", line], {
      ...options,
      env: { LUOTA: bin, ...options.env },
    });
  }

  start(program: string, words: readonly string[], options: RunOptions = {}): ChildProcess {
    const child = spawn(program, words, {
      cwd: options.cwd ?? this.work,
      env: { ...this.env, ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#children.add(child);
    child.once("close", () => this.#children.delete(child));
    return child;
  }

  async run(program: string, words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const child = this.start(program, words, options);
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(options.input ?? "");
    return await outcomeOf(child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ends = [...this.#children].map(async (child) => {
      const end = outcomeOf(child);
      child.kill("SIGKILL");
      await end;
    });
    await Promise.all(ends);
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Waits for a process and for the end of both its streams. */
export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve({
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
        code,
        signal,
      });
    });
  });
}
