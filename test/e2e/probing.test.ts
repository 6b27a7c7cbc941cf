import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";
import { isRoot } from "../rig/root-only.ts";
import { until } from "../rig/until.ts";
import { configOf, Daemon, monitor, writeConfig } from "../rig/watcher.ts";

interface ReadingJson {
  readonly state: "good" | "bad" | "unknown";
  readonly problems: readonly string[];
  readonly facts: readonly string[];
  readonly at: string;
  readonly seen: Readonly<Record<string, unknown>>;
}

interface Shown {
  readonly verdict: string;
  readonly incident: string | null;
  readonly readings?: {
    readonly latest: ReadingJson | null;
    readonly lastGood: ReadingJson | null;
  };
}

async function shown(rig: Rig, name: string): Promise<Shown | null> {
  const told = await rig.luota(["show", name, "--json"]);
  return told.code === 0 ? (JSON.parse(told.stdout) as Shown) : null;
}

async function read(rig: Rig, name: string, state: string): Promise<ReadingJson> {
  return await until(
    `${name} is ${state}`,
    async () => {
      const latest = (await shown(rig, name))?.readings?.latest ?? null;
      return latest?.state === state ? latest : null;
    },
    30_000,
  );
}

/** The process that looks at something right now. */
function proberPid(rig: Rig): number | null {
  if (!existsSync(rig.store)) return null;
  const database = new Database(rig.store, { readonly: true, timeout: 5_000 });
  try {
    const prober = database.prepare("SELECT prober FROM looks WHERE prober IS NOT NULL").pluck();
    const found = prober.get() as string | undefined;
    return found === undefined ? null : (JSON.parse(found) as { pid: number }).pid;
  } finally {
    database.close();
  }
}

/** Processes that look for this store. */
function probersOf(rig: Rig): readonly string[] {
  return readdirSync("/proc").filter((name) => {
    if (!/^\d+$/u.test(name)) return false;
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, "utf8");
      return words.includes("probe-due") && words.includes(rig.store);
    } catch {
      return false;
    }
  });
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe("what luota looks at", () => {
  test("a file that grows too old opens an incident with what was seen, and a new one resolves it", async () => {
    using rig = new Rig();
    const file = rig.path("export.csv");
    writeFileSync(file, "id,name\n1,Ann\n");
    const freshness = `freshness: { file: "${rig.path("*.csv")}", maxAge: 1h, lookEvery: 1s }`;
    const hanging = 'freshness: { command: "sleep 600", timeout: 10m, lookEvery: 1s }';
    writeConfig(rig, configOf(monitor("export", freshness), monitor("hangs", hanging)));
    const daemon = new Daemon(rig);
    const good = await read(rig, "export", "good");
    expect(good.facts).toContain("its size is 14 B");
    expect((await shown(rig, "export"))?.verdict).toBe("healthy");

    utimesSync(file, minutesAgo(90), minutesAgo(90));
    await daemon.heard("incident", (line) => line["monitor"] === "export");
    const bad = await read(rig, "export", "bad");
    expect(bad.problems).toEqual(["it is 1h 30m old, at most 1h is allowed"]);
    const stale = await shown(rig, "export");
    expect(stale).toMatchObject({ verdict: "stale", incident: "INC-1" });
    expect(stale?.readings?.lastGood?.state).toBe("good");
    const incident = (await rig.json(["show", "INC-1"])) as { happenedAt: string };
    // Not when it was noticed: when it was too old.
    const broke = minutesAgo(30).getTime() - Date.parse(incident.happenedAt);
    expect(broke).toBeLessThan(60_000);
    for (const words of [["status"], ["show", "export"], ["show", "INC-1"], ["why", "export"]])
      expect((await rig.luota(words)).stdout).toContain("old, at most 1h is allowed");

    utimesSync(file, new Date(), new Date());
    await daemon.heard("incident", (line) => line["state"] === "resolved");
    expect(await shown(rig, "export")).toMatchObject({ verdict: "healthy", incident: null });
    // Who looks for long outlives the daemon; asked to stop, it ends what it runs.
    const pid = proberPid(rig) ?? -1;
    expect(await daemon.stop()).toBe(0);
    process.kill(pid, "SIGTERM");
    await until("nobody looks", () => proberPid(rig) === null && !existsSync(`/proc/${pid}`));
  }, 90_000);

  test("a look whose process is killed is told as unknown, and done again", async () => {
    using rig = new Rig();
    const mark = rig.path("mark");
    const command = `test -e ${mark} || { echo $$ > ${mark}; exec sleep 600; }`;
    const looks = `freshness: { command: "${command}", timeout: 20m, lookEvery: 1s }`;
    writeConfig(rig, configOf(monitor("looks", looks)));
    const daemon = new Daemon(rig);
    await daemon.heard("config-applied");
    const pid = await until("somebody looks", () => proberPid(rig), 30_000);
    await until("the command runs", () => existsSync(mark));
    process.kill(pid, "SIGKILL");
    const lost = await read(rig, "looks", "unknown");
    expect(lost.problems).toEqual(["the process that looked died before it was done"]);
    await read(rig, "looks", "good");
    expect(await daemon.stop()).toBe(0);
    // What it ran goes on, as nobody was left to end it.
    process.kill(Number(readFileSync(mark, "utf8")));
  }, 90_000);

  test("without a daemon, check has it looked at, and the next pass judges", async () => {
    using rig = new Rig();
    const file = rig.path("a.csv");
    const freshness = `freshness: { file: ${file}, maxAge: 1h, lookEvery: 1h }`;
    const other = 'freshness: { command: "true", lookEvery: 3s }';
    writeConfig(rig, configOf(monitor("export", freshness), monitor("other", other)));
    await rig.luota(["config", "apply", "--config", rig.path("luota.yaml")]);
    const check = async () => await rig.luota(["check", "--config", rig.path("luota.yaml")]);
    expect(await check()).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect((await read(rig, "export", "bad")).problems).toEqual([`no file matches ${file}`]);
    await check();
    expect((await shown(rig, "export"))?.verdict).toBe("stale");
    await until("nobody is left to look", () => probersOf(rig).length === 0);
    // It is looked at again when its time comes, not at every pass.
    const { at } = await read(rig, "export", "bad");
    await check();
    expect((await read(rig, "export", "bad")).at).toBe(at);
  }, 60_000);

  test("a command finds the variables of its monitor and no others of luota's; no secret is kept", async () => {
    using rig = new Rig();
    writeFileSync(
      rig.path("secrets.env"),
      "DSN=host=/nowhere password=open-sesame-1\nOWN=mellon-9876\n",
    );
    const env = monitor(
      "looks",
      'freshness: { command: "env; exit 1", lookEvery: 1h }',
      "env: { OWN: env:OWN, PLAIN: visible-1 }",
    );
    const base = monitor(
      "base",
      'freshness: { sql: { postgres: env:DSN }, query: "select 1", maxAge: 1h, lookEvery: 1h }',
    );
    writeConfig(rig, `envFile: ${rig.path("secrets.env")}\n${configOf(env, base)}`);
    await rig.luota(["config", "apply", "--config", rig.path("luota.yaml")]);
    await rig.luota(["check", "--config", rig.path("luota.yaml")], {
      env: { DSN: "host=/nowhere password=open-sesame-1" },
    });
    const { seen } = await read(rig, "looks", "bad");
    const printed = String(seen["excerpt"]);
    expect(printed).toContain("PLAIN=visible-1");
    expect(printed).toContain("LUOTA_MONITOR=looks");
    expect(printed).not.toContain("DSN");
    await read(rig, "base", "unknown");
    for (const secret of ["open-sesame-1", "mellon-9876"])
      expect(rig.kept().includes(secret)).toBe(false);
  }, 60_000);

  test.runIf(isRoot)(
    "as root it looks as the user of the monitor, who may read less",
    async () => {
      using rig = new Rig();
      chmodSync(rig.home, 0o755);
      const file = rig.path("root-only.csv");
      writeFileSync(file, "id\n", { mode: 0o600 });
      const content = `freshness: { file: ${file}, matches: "^id", lookEvery: 1h }`;
      writeConfig(
        rig,
        configOf(
          monitor("closed", content, "user: nobody"),
          monitor("open", content),
          monitor("who", 'freshness: { command: "id -un", matches: "^nobody$" }', "user: nobody"),
        ),
      );
      await rig.luota(["config", "apply", "--config", rig.path("luota.yaml")]);
      await rig.luota(["check", "--config", rig.path("luota.yaml")]);
      expect((await read(rig, "closed", "unknown")).problems).toEqual([
        `${file}: permission denied`,
      ]);
      await read(rig, "open", "good");
      await read(rig, "who", "good");
    },
    60_000,
  );
});

describe("luota probe", () => {
  test("looks now, with an exit code for each state, and keeps nothing unless it is asked to", async () => {
    using rig = new Rig();
    const file = rig.path("a.csv");
    writeFileSync(file, "id\n");
    const gone = 'freshness: { command: "/nowhere/check", lookEvery: 1h }';
    const config = writeConfig(
      rig,
      configOf(
        monitor("export", `freshness: { file: ${file}, maxAge: 1h, lookEvery: 1h }`),
        monitor("gone", gone),
        monitor("job", "every: 1h"),
      ),
    );
    const probe = async (...words: string[]) =>
      await rig.luota(["probe", ...words, "--config", config]);
    const good = await probe("export");
    expect(good).toMatchObject({ code: 0, stderr: "" });
    expect(good.stdout).toMatch(/^export {2}good\n[^]*not older than 1h/u);
    rmSync(file);
    expect(await probe("export")).toMatchObject({ code: 1 });
    const told = JSON.parse((await probe("export", "--json")).stdout) as ReadingJson;
    expect(told).toMatchObject({ state: "bad", problems: [`no file matches ${file}`] });
    const unknown = await probe("gone");
    expect(unknown).toMatchObject({ code: 69 });
    expect(unknown.stdout).toMatch(/^gone {2}could not look\n/u);
    expect(await probe("exprot")).toMatchObject({ code: 64 });
    expect((await probe("exprot")).stderr).toContain("did you mean export?");
    expect((await probe("job")).stderr).toContain("has no `freshness:` to look at");

    await rig.luota(["config", "apply", "--config", config]);
    const early = await probe("export", "--record");
    expect(early.stderr).toContain("this was not kept");
    await rig.luota(["check", "--config", config]);
    await read(rig, "export", "bad");
    writeFileSync(file, "id\n");
    expect(await probe("export", "--record")).toMatchObject({ code: 0, stderr: "" });
    await read(rig, "export", "good");
  }, 60_000);
});
