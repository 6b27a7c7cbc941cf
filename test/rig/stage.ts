import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildProgram } from "../../src/cli/program.ts";
import { complainOfUsage } from "../../src/cli/complain/usage.ts";
import { noRulesYet } from "../../src/daemon/rules-in-force.ts";
import { tick } from "../../src/daemon/tick.ts";
import type { Report } from "../../src/domain/report.ts";
import { hostName, recorderIdentity } from "../../src/recorder/host-facts.ts";
import { applyReport } from "../../src/store/apply.ts";
import { openStore } from "../../src/store/open.ts";
import { readSight } from "../../src/store/sight.ts";
import { closeStore, type Store } from "../../src/store/store.ts";
import { openWatchStore } from "../../src/store/watch-store.ts";
import { CommanderError } from "commander";

/** What a command said, and its exit code. */
export interface Said {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/**
 * The commands of luota on a store and a config of their own, at a time that the test sets. The
 * watcher passes when the test says so, and nothing waits for a clock.
 */
export class Stage implements Disposable {
  readonly home = mkdtempSync(join(tmpdir(), "luota-stage-"));
  readonly store = join(this.home, "luota.db");
  readonly config = join(this.home, "luota.yaml");
  now: number;
  width = 100;
  environment: Record<string, string> = {};

  constructor(now: number) {
    this.now = now;
  }

  /** Writes a config and puts it into force. */
  async apply(text: string): Promise<void> {
    writeFileSync(this.config, text);
    const said = await this.luota("config", "apply");
    if (said.code !== 0) throw new Error(said.err);
  }

  async luota(...words: readonly string[]): Promise<Said> {
    const said = { out: "", err: "", code: 0 };
    const end = (text: string) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);
    const terminal = {
      out: (text: string) => {
        said.out += end(text);
      },
      err: (text: string) => {
        said.err += end(text);
      },
      ...{ width: this.width, colour: false, unicode: true, interactive: false },
    };
    const program = buildProgram({
      terminal,
      environment: {
        LUOTA_STORE: this.store,
        LUOTA_CONFIG: this.config,
        PATH: "/usr/bin:/bin",
        ...this.environment,
      },
      cwd: this.home,
      uid: process.getuid?.() ?? -1,
      now: () => this.now,
      exit: (code) => {
        said.code = code;
      },
    });
    try {
      await program.parseAsync(words, { from: "user" });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      said.code = complainOfUsage(error, program, words, terminal);
    }
    return said;
  }

  async json(...words: readonly string[]): Promise<unknown> {
    const said = await this.luota(...words, "--json");
    return JSON.parse(said.out);
  }

  /** Time passes, with a watcher that looks each minute and at the end. */
  async passUntil(instant: number): Promise<void> {
    while (this.now + 60_000 < instant) {
      this.now += 60_000;
      await this.tick();
    }
    this.now = instant;
    await this.tick();
  }

  report(...reports: readonly Report[]): void {
    this.#with((store) => {
      for (const report of reports) {
        const applied = applyReport(store, report, { now: this.now, reporterUid: 0 });
        if (!applied.ok) throw new Error(JSON.stringify(applied.failure));
      }
    });
  }

  /** One pass of a watcher, at the time of the stage. */
  async tick(): Promise<void> {
    await this.#with(async (store) => {
      const watch = openWatchStore(store);
      const actor = { user: "watcher", host: hostName() };
      const begun = await watch.beginWatch(
        {
          kind: "check",
          host: hostName(),
          user: "watcher",
          identity: recorderIdentity(),
          bootedAt: null,
        },
        readSight(),
        this.now,
      );
      if (!begun.ok || begun.value.kind === "held") throw new Error("somebody else watches");
      const { span } = begun.value;
      const scene = { rules: noRulesYet(hostName()), span, places: [], uid: 0, actor };
      const ticked = await tick(watch, { ...scene, sight: readSight() }, this.now);
      if (!ticked.ok) throw new Error(JSON.stringify(ticked.failure));
    });
  }

  #with<Value>(use: (store: Store) => Value): Value {
    const opened = openStore({
      path: this.store,
      mode: "command",
      now: this.now,
      busyTimeoutMs: 5_000,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    const done = use(opened.value);
    const close = () => {
      closeStore(opened.value);
    };
    if (done instanceof Promise) void done.finally(close);
    else close();
    return done;
  }

  [Symbol.dispose](): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
