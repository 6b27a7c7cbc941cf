import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAsks } from "../../src/daemon/asks.ts";
import type { Clock } from "../../src/daemon/clock.ts";
import { applyFiles } from "../../src/daemon/apply-files.ts";
import type { Log } from "../../src/daemon/log.ts";
import { watchOver } from "../../src/daemon/watch-over.ts";
import type { WatcherWorld } from "../../src/daemon/world.ts";
import type { EpochMilliseconds } from "../../src/base/time.ts";
import { openStore } from "../../src/store/open.ts";
import { closeStore } from "../../src/store/store.ts";
import { spooledFor } from "../rig/spooled.ts";
import { until } from "../rig/until.ts";
import { valueOf } from "../store/sample.ts";

/** A run as a test looks at it. */
export interface SeenRun {
  readonly monitor: string;
  readonly slot: EpochMilliseconds | null;
  readonly outcome: string | null;
}

/** A wall clock that is set by hand and goes on from there; what time passes is the real one. */
class SetClock implements Clock {
  #apart = 0;
  readonly wall = (): number => Date.now() + this.#apart;
  readonly monotonic = (): number => performance.now();

  set(at: EpochMilliseconds): void {
    this.#apart = at - Date.now();
  }
}

/** For a machine that is busy with twenty other things; what is waited for comes within a second else. */
export const patienceMs = 60_000;

/** A whole daemon inside this process, on a clock that the test sets. */
const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

export class LivingDaemon implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), "luota-test-"));
  readonly storePath = join(this.folder, "luota.db");
  readonly config = join(this.folder, "luota.yaml");
  readonly clock = new SetClock();
  readonly events: string[] = [];
  readonly toldOnHost: string[] = [];
  #asks = createAsks();
  #over: ReturnType<typeof watchOver> | null = null;

  constructor(config: string) {
    writeFileSync(this.config, config);
  }

  get world(): WatcherWorld {
    const actor = { user: "root", host: "db1" };
    const places = [{ file: this.config, named: true }];
    const log: Log = (_level, event) => this.events.push(event);
    return {
      ...{ clock: this.clock, log, uid: process.getuid?.() ?? -1, host: "db1" },
      environment: { PATH: "/usr/bin:/bin", HOME: this.folder },
      actor,
      storePath: this.storePath,
      configPlaces: places,
      applyFiles: async (watch) => {
        const files = { places, hostZone: "UTC", host: "db1", actor };
        return await applyFiles(watch, files, this.clock.wall());
      },
      runEntry: fileURLToPath(new URL("../../src/cli/run.ts", import.meta.url)),
      probeWords: [process.execPath, main, "probe-due", "--store", this.storePath],
      softFileLimit: null,
      describeStoreFailure: (failure) => failure.kind,
      tellHost: async (lines) => {
        this.toldOnHost.push(...lines);
        await Promise.resolve();
      },
    };
  }

  start(): void {
    this.#asks = createAsks();
    this.#over = watchOver(this.world, this.#asks, { drainMs: 10_000 });
  }

  reload(): void {
    this.#asks.reload();
  }

  async stop(): Promise<void> {
    this.#asks.stop();
    await this.#over;
    this.#over = null;
  }

  async heard(event: string): Promise<void> {
    await until(event, () => this.events.includes(event), patienceMs);
  }

  /** Until the daemon has seen its clock jump. */
  async jumpTo(at: EpochMilliseconds): Promise<void> {
    const jumps = () => this.events.filter((event) => event === "clock-jump").length;
    const before = jumps();
    this.clock.set(at);
    await until("a jump of the clock", () => jumps() > before, patienceMs);
  }

  /** Runs in the order of their starts. */
  runs(): SeenRun[] {
    return this.#query<SeenRun>(`SELECT monitors.name AS monitor, slot, outcome FROM runs
      JOIN monitors ON monitors.number = runs.monitor ORDER BY runs.number`);
  }

  /** The kinds of all incidents, oldest first. */
  incidents(): string[] {
    const sql = "SELECT kind FROM incidents ORDER BY number";
    return this.#query<{ readonly kind: string }>(sql).map(({ kind }) => kind);
  }

  /** Until all that was heard is judged. */
  async judged(): Promise<void> {
    const sql = "SELECT count(*) AS waiting FROM news";
    const waiting = () => this.#query<{ readonly waiting: number }>(sql)[0]?.waiting;
    await until("all is judged", () => waiting() === 0, patienceMs);
  }

  /** Holds the store, as somebody would who writes and does not come to an end; gives it back when disposed of. */
  hold(): Disposable {
    const question = { path: this.storePath, mode: "command", now: Date.now() } as const;
    const store = valueOf(openStore({ ...question, busyTimeoutMs: 5_000 }));
    store.database.exec("BEGIN IMMEDIATE");
    return {
      [Symbol.dispose]: () => {
        store.database.exec("ROLLBACK");
        closeStore(store);
      },
    };
  }

  /** How far the slots of its only job were taken up. */
  cursor(): EpochMilliseconds {
    const sql = "SELECT slot FROM dispatch_cursors";
    return this.#query<{ readonly slot: EpochMilliseconds }>(sql)[0]?.slot ?? 0;
  }

  #query<Row>(sql: string): Row[] {
    const now = Date.now();
    const question = { path: this.storePath, mode: "command", now, busyTimeoutMs: 5_000 } as const;
    const store = valueOf(openStore(question));
    try {
      return store.database.prepare(sql).all() as Row[];
    } finally {
      closeStore(store);
    }
  }

  /** The slots whose runs have ended well. */
  async slotsDone(count: number): Promise<(EpochMilliseconds | null)[]> {
    return await until(
      `${count} runs`,
      () => {
        const done = this.runs().filter((run) => run.outcome === "succeeded");
        return done.length >= count ? done.map((run) => run.slot) : null;
      },
      patienceMs,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#over !== null) await this.stop();
    for (const file of spooledFor(this.storePath)) rmSync(file, { force: true });
    rmSync(this.folder, { recursive: true, force: true });
  }
}
