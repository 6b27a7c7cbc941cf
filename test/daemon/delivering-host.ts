import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyFiles } from "../../src/daemon/apply-files.ts";
import { checkOnce, type Checked } from "../../src/daemon/check-once.ts";
import type { Clock } from "../../src/daemon/clock.ts";
import type { Log } from "../../src/daemon/log.ts";
import type { WatcherWorld } from "../../src/daemon/world.ts";
import { applyReport } from "../../src/store/apply.ts";
import { openStore } from "../../src/store/open.ts";
import { closeStore, type Store } from "../../src/store/store.ts";
import { openWatchStore } from "../../src/store/watch-store.ts";
import type { WatchStore } from "../../src/store/watch.ts";
import { spooledFor } from "../rig/spooled.ts";
import { sampleEnd, sampleStart, valueOf } from "../store/sample.ts";

const actor = { user: "root", host: "db1" };

/** Routes as YAML, one owner of everything, and a monitor that nobody schedules. */
export function configWith(routes: string, owner: string, more = ""): string {
  return `routes:
${routes}owners:
  ops: { name: Operations, ${owner} }
defaults: { owner: ops }
monitors:
  billing: { promise: Invoices are sent }
${more}`;
}

/** A host without a daemon, on a clock that is set by hand, whose passes really send. */
export class DeliveringHost implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "luota-test-"));
  readonly storePath = join(this.folder, "luota.db");
  readonly config = join(this.folder, "luota.yaml");
  readonly logged: string[] = [];
  readonly toldOnHost: string[] = [];
  environment: Record<string, string> = { PATH: "/usr/bin:/bin" };
  apart = 0;
  #runs = 0;

  get clock(): Clock {
    return { wall: () => Date.now() + this.apart, monotonic: () => performance.now() };
  }

  get world(): WatcherWorld {
    const places = [{ file: this.config, named: true }];
    const log: Log = (level, event, message) => this.logged.push(`${level} ${event}: ${message}`);
    return {
      ...{ clock: this.clock, log, uid: process.getuid?.() ?? -1, host: "db1", actor },
      environment: this.environment,
      storePath: this.storePath,
      configPlaces: places,
      applyFiles: async (watch) =>
        await applyFiles(watch, { places, hostZone: "UTC", host: "db1", actor }, this.clock.wall()),
      runEntry: "/nowhere",
      probeWords: ["/nowhere"],
      softFileLimit: null,
      describeStoreFailure: (failure) => failure.kind,
      tellHost: async (lines) => {
        this.toldOnHost.push(...lines);
        await Promise.resolve();
      },
    };
  }

  inFolder(name: string): string {
    return join(this.folder, name);
  }

  /** Puts a config in force. */
  async apply(text: string): Promise<void> {
    writeFileSync(this.config, text);
    await this.open(async (watch) => {
      valueOf(await this.world.applyFiles(watch));
    });
  }

  /** A run that ended just now; badly, unless said otherwise. */
  run(monitor: string, exitCode = 1): void {
    this.#runs += 1;
    const startedAt = this.clock.wall() - 1_000;
    const id = `run-${String(this.#runs)}`;
    const start = sampleStart(id, { monitor, startedAt, recorder: null });
    const ending = { kind: "exited", exitCode } as const;
    const end = sampleEnd(id, { endedAt: this.clock.wall(), durationMs: 1_000, ending });
    const report = { kind: "run-ended", start, end } as const;
    this.#opened((store) =>
      valueOf(applyReport(store, report, { now: this.clock.wall(), reporterUid: 0 })),
    );
  }

  async check(): Promise<Checked> {
    return valueOf(await checkOnce(this.world));
  }

  pass(milliseconds: number): void {
    this.apart += milliseconds;
  }

  async open<Value>(work: (watch: WatchStore) => Promise<Value>): Promise<Value> {
    const store = this.#open();
    try {
      return await work(openWatchStore(store));
    } finally {
      closeStore(store);
    }
  }

  /** `opened chat delivered`, oldest first. */
  async notices(): Promise<readonly string[]> {
    const notices = await this.open((watch) => watch.notices({ limit: 1_000 }));
    return valueOf(notices)
      .toReversed()
      .map(({ monitor, kind, route, state }) => `${monitor} ${kind} ${route} ${state}`);
  }

  /** `chat 1 try-later`, oldest first. */
  async attempts(): Promise<readonly string[]> {
    const attempts = await this.open((watch) => watch.attempts({ limit: 1_000 }));
    return valueOf(attempts)
      .toReversed()
      .map(({ route, number, state }) => `${route} ${String(number)} ${state}`);
  }

  #open(): Store {
    const now = this.clock.wall();
    const question = { path: this.storePath, mode: "command", now, busyTimeoutMs: 5_000 } as const;
    return valueOf(openStore({ ...question, actor }));
  }

  #opened(work: (store: Store) => unknown): void {
    const store = this.#open();
    try {
      work(store);
    } finally {
      closeStore(store);
    }
  }

  [Symbol.dispose](): void {
    for (const file of spooledFor(this.storePath)) rmSync(file, { force: true });
    rmSync(this.folder, { recursive: true, force: true });
  }
}
