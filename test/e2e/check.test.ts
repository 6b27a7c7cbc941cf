import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { configOf, ended, monitor, runsOf, writeConfig } from "../rig/watcher.ts";

const silent = { stdout: "", stderr: "", code: 0, signal: null };

async function check(rig: Rig) {
  return await rig.luota(["check", "--config", rig.path("luota.yaml")]);
}

/** A rig whose config is in force, with a job of which a slot is due. */
async function withDueJob(rig: Rig, ...keys: readonly string[]): Promise<void> {
  writeConfig(rig, configOf(monitor("job", "every: 1h", "grace: 5h", "jitter: 0s", ...keys)));
  await rig.luota(["config", "apply", "--config", rig.path("luota.yaml")]);
  // A slot passed since: the monitor is known for longer than an hour.
  await rig.bash(
    `cd "$(dirname "$LUOTA_STORE")" && python3 -c "
import sqlite3
db = sqlite3.connect('luota.db')
db.execute('UPDATE monitors SET watched_since = watched_since - 3700000, cadence_since = cadence_since - 3700000')
db.commit()"`,
  );
}

describe("luota check", () => {
  test("starts what is due, detached and once, and says nothing", async () => {
    using rig = new Rig();
    await withDueJob(rig, "command: sleep 1; echo done");
    expect(await check(rig)).toEqual(silent);
    expect(await check(rig)).toEqual(silent);
    const runs = await ended(rig, "job");
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ outcome: "succeeded", origin: "wrapped" });
    expect(runs[0]?.slot).toMatch(/:00:00\.000Z$/u);
  });

  test("twelve at once start a due job once", async () => {
    using rig = new Rig();
    await withDueJob(rig, 'command: "true"');
    const passes = await Promise.all(Array.from({ length: 12 }, async () => await check(rig)));
    expect(passes).toEqual(passes.map(() => silent));
    const runs = await ended(rig, "job");
    expect(runs).toHaveLength(1);
  });

  test("takes a new config once it rests, and tells what is wrong with it once", async () => {
    using rig = new Rig();
    writeConfig(rig, configOf(monitor("job", "every: 1h")));
    expect(await check(rig)).toEqual(silent);
    await until("the config is in force", async () => {
      await check(rig);
      return (await rig.luota(["show", "job"])).stdout.includes("every 1h");
    });
    writeConfig(rig, `${configOf(monitor("job", "every: 1h"))}nonsense: 1\n`);
    const told = await until("a word on it", async () => {
      const pass = await check(rig);
      return pass.stderr === "" ? null : pass;
    });
    expect(told).toMatchObject({ stdout: "", code: 78 });
    expect(told.stderr).toMatch(/luota\.yaml:\d+:\d+: .*nonsense/u);
    expect(told.stderr).toContain("the one before stays in force");
    expect(await check(rig)).toEqual(silent);
    expect((await rig.luota(["show", "job"])).stdout).toContain("every 1h");
  });

  test("says once of a job that is due more often than a crontab calls", async () => {
    using rig = new Rig();
    const quick = monitor("quick", "every: 10s", 'command: "true"');
    writeConfig(rig, configOf(quick, monitor("slow", "every: 1m", 'command: "true"')));
    const told = await until("a word on it", async () => {
      const pass = await check(rig);
      return pass.stderr === "" ? null : pass;
    });
    expect(told).toMatchObject({ code: 0, stdout: "" });
    expect(told.stderr).toBe(
      "luota: quick is due more often than once a minute: only luota daemon can do that\n",
    );
    expect(await check(rig)).toEqual(silent);
  });

  test("judges: a miss is an incident, and a run resolves it", async () => {
    using rig = new Rig();
    writeConfig(rig, configOf(monitor("promise", "every: 1s", "grace: 1s")));
    await rig.luota(["config", "apply", "--config", rig.path("luota.yaml")]);
    const incidents = async () => (await rig.json(["incidents"])) as { readonly state: string }[];
    await until("an incident", async () => {
      await check(rig);
      return (await incidents()).some(({ state }) => state === "opened");
    });
    await rig.luota(["run", "promise", "--", "true"]);
    await check(rig);
    expect((await incidents()).map(({ state }) => state)).not.toContain("opened");
  });

  test("without any config watches what is recorded", async () => {
    using rig = new Rig();
    const none = await rig.luota(["check"]);
    expect(none).toEqual(silent);
    await rig.luota(["run", "job", "--", "false"]);
    expect(await rig.luota(["check"])).toEqual(silent);
    expect(await runsOf(rig, "job")).toHaveLength(1);
  });
});
