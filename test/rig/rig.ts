import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endTree } from "./end-tree.ts";
import type { MonitorJson, RunJson } from "./json.ts";
import { outcomeOf, type Outcome } from "./outcome-of.ts";
import { spooledFor } from "./spooled.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const bin = join(root, "bin", "luota");

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/**
 * A user's world of their own: an empty home, a store in it, nothing of the caller's environment.
 * `using` takes it away again, with every process that was started and still runs.
 */
export class Rig implements Disposable {
  readonly home = mkdtempSync(join(tmpdir(), "luota-test-"));
  readonly work = join(this.home, "work");
  readonly store = join(this.home, "state", "luota.db");
  readonly #children = new Set<ChildProcess>();
  readonly #pids = new Set<number>();

  constructor() {
    mkdirSync(this.work);
  }

  get env(): Record<string, string> {
    return {
      PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
      HOME: this.home,
      LUOTA_STORE: this.store,
      LUOTA: bin,
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
    if (outcome.stdout === "")
      throw new Error(`no JSON from ${words.join(" ")}: ${outcome.stderr}`);
    return JSON.parse(outcome.stdout);
  }

  /** All recorded runs, or those of one monitor, newest first. */
  async runs(...words: readonly string[]): Promise<RunJson[]> {
    return (await this.json(["runs", ...words])) as RunJson[];
  }

  /** The last run of a monitor, with its output. */
  async lastRun(monitor: string): Promise<RunJson> {
    const { lastRun } = (await this.json(["show", monitor])) as MonitorJson;
    if (lastRun === null) throw new Error(`${monitor} never ran`);
    return lastRun;
  }

  /** Runs a line through bash, with `$LUOTA` naming the program. */
  async bash(line: string, options: RunOptions = {}): Promise<Outcome> {
    return await this.run("/bin/bash", ["-c", line], options);
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

  /** A process that a test started through others, to be ended with the rig. */
  mind(pid: number | null | undefined): void {
    if (pid === null || pid === undefined) throw new Error("a job without a process");
    this.#pids.add(pid);
  }

  /** Every file in which a report for this rig's store waits. */
  spooled(): string[] {
    return spooledFor(this.store);
  }

  /** The raw bytes of everything luota keeps here: the store, its log, and the spool. */
  kept(): Buffer {
    const files = [this.store, `${this.store}-wal`, ...this.spooled()];
    return Buffer.concat(files.flatMap((file) => (isFile(file) ? [readFileSync(file)] : [])));
  }

  [Symbol.dispose](): void {
    const started = [...this.#children].flatMap((child) => child.pid ?? []);
    for (const pid of [...this.#pids, ...started]) endTree(pid);
    for (const file of this.spooled()) rmSync(file, { force: true });
    rmSync(this.home, { recursive: true, force: true });
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
