import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { configOf, Daemon, ended, monitor, often, runsOf, writeConfig } from "../rig/watcher.ts";

describe("a job that the daemon starts", () => {
  test.each(["never", "always"])("is recorded with its slot (isolate: %s)", async (isolate) => {
    using rig = new Rig();
    const command = 'command: "echo to stdout; echo to stderr >&2; exit 3"';
    writeConfig(rig, configOf(monitor("job", ...often, command, `isolate: ${isolate}`)));
    const daemon = new Daemon(rig);
    await ended(rig, "job");
    expect(await daemon.stop()).toBe(0);
    const run = await rig.lastRun("job");
    expect(run).toMatchObject({
      ...{ origin: "wrapped", outcome: "failed", exitCode: 3, cwd: rig.home, parentRun: null },
      command: ["/bin/sh", "-c", "echo to stdout; echo to stderr >&2; exit 3"],
      output: { stdout: { head: "to stdout\n" }, stderr: { head: "to stderr\n" }, merged: false },
    });
    expect(run.slot).toMatch(/\.000Z$/u);
    const late = Date.parse(run.startedAt) - Date.parse(run.slot ?? "");
    expect(late).toBeGreaterThanOrEqual(0);
  });

  test.each(["never", "always"])(
    "knows its run, and gets neither luota's secrets nor the daemon's wires (isolate: %s)",
    async (isolate) => {
      using rig = new Rig();
      const file = rig.path("luota.env");
      writeFileSync(file, "DB_PASSWORD=correct-horse\nROUTE_KEY=battery-staple\n");
      const env = "env: { MODE: fast, PGPASS: env:DB_PASSWORD }";
      const text = configOf(
        monitor("job", ...often, 'command: "env | sort"', env, `isolate: ${isolate}`),
      );
      const route = "routes: { chat: { slack: { webhook: env:HOOK_ADDRESS } } }";
      writeConfig(rig, `envFile: ${file}\n${route}\n${text}`);
      const daemon = new Daemon(rig, [], {
        ...{ HOOK_ADDRESS: "https://hooks.example/T/B/very-secret", NODE_OPTIONS: "--no-warnings" },
        ...{ EDITOR: "vi", LUOTA_RUN_ID: "0000000000000000" },
      });
      await ended(rig, "job");
      await daemon.stop();
      const run = await rig.lastRun("job");
      const lines = (run.output?.stdout.head ?? "").trim().split("\n");
      const names = lines.map((line) => line.split("=")[0]).filter((name) => name !== "_");
      expect(names).toEqual([
        ...["EDITOR", "HOME", "LC_ALL", "LUOTA", "LUOTA_MONITOR", "LUOTA_ROOT_RUN", "LUOTA_RUN_ID"],
        ...["LUOTA_STORE", "MODE", "NODE_OPTIONS", "PATH", "PGPASS", "PWD", "TZ"],
      ]);
      expect(lines).toContain(`LUOTA_RUN_ID=${run.id}`);
      expect(lines).toContain("PGPASS=[redacted]");
      expect(lines).toContain("NODE_OPTIONS=--no-warnings");
      for (const secret of ["correct-horse", "battery-staple", "very-secret"])
        expect(rig.kept().includes(secret), secret).toBe(false);
    },
  );

  test("may be a list, nice, somewhere else, and have little time", async () => {
    using rig = new Rig();
    const slow = ['command: ["sh", "-c", "nice; pwd; sleep 60"]', "cwd: /usr", "nice: 7"];
    writeConfig(rig, configOf(monitor("job", ...often, ...slow, "timeout: 1s", "isolate: never")));
    const daemon = new Daemon(rig, ["--drain", "100ms"]);
    const run = await until("a run that took too long", async () =>
      (await runsOf(rig, "job")).find((each) => each.outcome === "timed_out"),
    );
    await daemon.stop();
    expect(await rig.json(["show", run.id])).toMatchObject({
      ...{ outcome: "timed_out", cwd: "/usr", output: { stdout: { head: "7\n/usr\n" } } },
      command: ["sh", "-c", "nice; pwd; sleep 60"],
    });
  });

  test.runIf(process.getuid?.() === 0).each(["never", "always"])(
    "runs as its user, with all groups of that user, and its record is ours (isolate: %s)",
    async (isolate) => {
      using rig = new Rig();
      // Others may not enter a home of root's.
      const keys = ["user: daemon", "cwd: /", 'command: "id -un; id -G; id -ru; pwd"'];
      writeConfig(rig, configOf(monitor("job", ...often, ...keys, `isolate: ${isolate}`)));
      const daemon = new Daemon(rig);
      await ended(rig, "job");
      await daemon.stop();
      const run = await rig.lastRun("job");
      const { stdout } = await rig.bash("id -un daemon; id -G daemon; id -u daemon; echo /");
      expect(run).toMatchObject({ outcome: "succeeded", user: "daemon", reporterUid: 0 });
      expect(run.output?.stdout.head).toBe(stdout);
    },
  );

  test.each([
    ["the program is not there", 'command: ["/no/such/program"]', /not found/u],
    ["its directory is not there", 'command: "true"\n    cwd: /no/such', /directory \/no\/such/u],
    ["its user is not there", 'command: "true"\n    user: no-such-user', /user no-such-user/u],
    [
      "its secret is not there",
      'command: "true"\n    env: { KEY: env:NOWHERE_AT_ALL }',
      /env:NOWHERE_AT_ALL/u,
    ],
  ])("is unstartable, and says why, where %s", async (_, keys, error) => {
    using rig = new Rig();
    writeConfig(rig, configOf(monitor("job", ...often, keys, "isolate: always")));
    const daemon = new Daemon(rig);
    const [run] = await ended(rig, "job");
    await daemon.stop();
    expect(run?.outcome).toBe("unstartable");
    expect(run?.error).toMatch(error);
  });

  test("is skipped while its last run goes on, and says so", async () => {
    using rig = new Rig();
    writeConfig(rig, configOf(monitor("job", ...often, "command: sleep 2.5", "isolate: never")));
    const daemon = new Daemon(rig);
    const runs = await ended(rig, "job", 3);
    await daemon.stop();
    const outcomes = runs.map((run) => run.outcome);
    expect(outcomes).toContain("skipped");
    expect(outcomes).toContain("succeeded");
    expect(new Set(runs.map((run) => run.slot)).size).toBe(runs.length);
  });

  test("is tried again after a bad run, for the same slot", async () => {
    using rig = new Rig();
    const retry = ["retry: { attempts: 2, backoff: 500ms }", 'command: "exit 1"'];
    writeConfig(rig, configOf(monitor("job", "every: 10s", "grace: 30s", "jitter: 0s", ...retry)));
    const daemon = new Daemon(rig);
    const runs = await until(
      "three tries",
      async () => {
        const done = (await runsOf(rig, "job")).filter((run) => run.outcome === "failed");
        return done.length >= 3 ? done : null;
      },
      25_000,
    );
    await daemon.stop();
    const slots = runs.map((run) => run.slot);
    expect(slots.slice(-3)).toEqual([slots.at(-1), slots.at(-1), slots.at(-1)]);
  }, 40_000);
});
