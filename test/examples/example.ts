import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Receiver } from "../daemon/receiver.ts";
import type { Outcome } from "../rig/outcome-of.ts";
import { Rig, root, type RunOptions } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { Daemon } from "../rig/watcher.ts";

/** What of an example's config is other in a test: places, and limits short enough to wait for. */
export type Tuning = Readonly<Record<string, string>>;

/** What a message tells of an incident. */
export interface Told {
  readonly type: string;
  readonly monitor: string;
  readonly kind: string;
  readonly severity: number;
  readonly missing: readonly string[];
  readonly headline: string;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  readonly greenSignals: readonly string[];
}

/**
 * An example as its README tells it: its own scripts and its own config, in a world of its own,
 * with a real daemon that sends to a receiver of webhooks.
 */
export class Example implements AsyncDisposable {
  readonly rig = new Rig();
  readonly receiver: Receiver;
  readonly folder: string;
  readonly name: string;
  env: Record<string, string>;
  #daemon: Daemon | null = null;

  private constructor(name: string, receiver: Receiver) {
    this.name = name;
    this.receiver = receiver;
    this.folder = join(root, "examples", name);
    this.env = {
      PATH: [join(root, "bin"), dirname(process.execPath), this.rig.env["PATH"]].join(":"),
      OPS_WEBHOOK_URL: receiver.url("ops"),
      PING_URL: receiver.url("ping"),
      LUOTA_CONFIG: this.rig.path("luota.yaml"),
    };
  }

  static async open(name: string): Promise<Example> {
    return new Example(name, await Receiver.open());
  }

  /** A folder of this world, made. */
  place(name: string): string {
    const path = this.rig.path(name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Puts the example's config into force, tuned, and starts a daemon. */
  async watch(tuning: Tuning = {}): Promise<void> {
    let text = readFileSync(join(this.folder, "luota.yaml"), "utf8");
    for (const [written, wanted] of Object.entries(tuning)) {
      if (!text.includes(written)) throw new Error(`${this.name}: its config has no ${written}`);
      text = text.replaceAll(written, wanted);
    }
    writeFileSync(this.rig.path("luota.yaml"), text);
    const applied = await this.luota("config", "apply");
    if (applied.code !== 0) throw new Error(applied.stderr);
    this.#daemon = new Daemon(this.rig, [], this.env);
    await this.#daemon.heard("watching");
  }

  async luota(...words: readonly string[]): Promise<Outcome> {
    return await this.rig.luota(words, { env: this.env });
  }

  async json(...words: readonly string[]): Promise<unknown> {
    return await this.rig.json(words, { env: this.env });
  }

  /** Runs a line as a crontab would have it, in the example's folder. */
  async line(line: string, options: RunOptions = {}): Promise<Outcome> {
    const env = { ...this.env, ...options.env };
    return await this.rig.run("/bin/sh", ["-c", line], { cwd: this.folder, ...options, env });
  }

  /** Starts a server of the example, which says its port. */
  async serve(script: string, env: Readonly<Record<string, string>> = {}): Promise<number> {
    const child = this.rig.start(process.execPath, [script], {
      cwd: this.folder,
      env: { ...this.env, PORT: "0", ...env },
    });
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const found = await until(`${script} listens`, () => /listening on (\d+)/u.exec(said));
    return Number(found[1]);
  }

  /** The first notice of such a type about a monitor that was delivered, alone or among others. */
  async told(monitor: string, type: string): Promise<Told> {
    const found = () =>
      this.receiver
        .by("ops")
        .flatMap(({ body }): readonly Told[] =>
          body.type === "incident.group"
            ? (body.data["incidents"] as readonly Told[])
            : [{ ...(body.data as unknown as Told), type: body.type }],
        )
        .find((each) => each.monitor === monitor && each.type === type);
    return await until(`${type} of ${monitor} was told`, found, 25_000);
  }

  /** Waits for a state of this world. */
  async reached(what: string, look: () => Promise<boolean>): Promise<void> {
    await until(what, look, 25_000);
  }

  /** Waits until the evidence of a monitor's last run says so: a look may end after the incident opened. */
  async noted(monitor: string, words: string): Promise<void> {
    await this.reached(`the record of ${monitor} says: ${words}`, async () => {
      const { evidence } = await this.rig.lastRun(monitor);
      return JSON.stringify(evidence).includes(words);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#daemon?.stop();
      await this.receiver[Symbol.asyncDispose]();
    } finally {
      this.rig[Symbol.dispose]();
    }
  }
}
