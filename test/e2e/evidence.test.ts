import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";
import { configOf, monitor, writeConfig } from "../rig/watcher.ts";

/** A rig with a config in force. */
async function rigWith(...monitors: readonly string[]): Promise<Rig> {
  const rig = new Rig();
  const file = writeConfig(rig, configOf(...monitors));
  expect((await rig.luota(["config", "apply", "--config", file])).code).toBe(0);
  return rig;
}

const check = async (rig: Rig) => await rig.luota(["check", "--config", rig.path("luota.yaml")]);

describe("luota evidence", () => {
  test("inside a job proves its steps: values, files by their digest, receipts; no secrets", async () => {
    using rig = await rigWith(monitor("sync", "evidence: [subscription, exported]"));
    const job = `echo hello > "$HOME/export.csv"
      $LUOTA evidence subscription id=sub_1 count=12 done=true password=hunter2hunter2 --receipt '200 OK'
      $LUOTA evidence exported --file "$HOME/export.csv"`;
    expect((await rig.luota(["run", "sync", "--", "bash", "-ec", job])).code).toBe(0);
    const run = await rig.lastRun("sync");
    expect(run.outcome).toBe("succeeded");
    expect(run.evidence).toMatchObject([
      {
        step: "subscription",
        kind: "claimed",
        state: "good",
        value: { id: "sub_1", count: 12, done: true, password: "[redacted]" },
        receipt: "200 OK",
      },
      {
        step: "exported",
        files: [
          {
            path: rig.path("export.csv"),
            size: 6,
            sha256: "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
          },
        ],
      },
    ]);
    expect(rig.kept().includes("hunter2hunter2")).toBe(false);
    expect((await check(rig)).code).toBe(0);
    expect(await rig.json(["incidents", "--all"])).toEqual([]);
  });

  test("a green run that did not prove all is unproven, with the step; its late proof resolves", async () => {
    using rig = await rigWith(monitor("sync", "evidence: [subscription, access]"));
    const job = "$LUOTA evidence subscription; $LUOTA evidence acess; echo all good";
    expect((await rig.luota(["run", "sync", "--", "bash", "-c", job])).code).toBe(0);
    await check(rig);
    const run = await rig.lastRun("sync");
    expect(run.outcome).toBe("unproven");
    expect(await rig.json(["incidents"])).toMatchObject([
      { kind: "unproven", monitor: "sync", missing: ["access"] },
    ]);
    const shown = (await rig.luota(["show", run.id])).stdout;
    expect(shown).toContain("access: not proven");
    expect(shown).toContain("no step of this promise; did you mean access?");
    const why = (await rig.luota(["why", "INC-1"])).stdout.replaceAll(/\s+/gu, " ");
    expect(why).toContain("not proven: access (access: the job claimed acess)");
    expect(why).toContain("green signals exit 0;");
    expect((await rig.luota(["evidence", "access", "--run", run.id.slice(0, 8)])).code).toBe(0);
    await check(rig);
    expect((await rig.lastRun("sync")).outcome).toBe("succeeded");
    expect(await rig.json(["incidents", "--all"])).toMatchObject([{ state: "resolved" }]);
  });

  test("takes what restic says; a summary without a snapshot proves nothing", async () => {
    using rig = await rigWith(monitor("backup", "evidence: dumped"));
    const status = '{"message_type":"status","percent_done":1}\n';
    const summary = (snapshot: string) =>
      `${status}{"message_type":"summary","total_bytes_processed":77${snapshot}}\n`;
    const words = ["run", "backup", "--", "bash", "-c", "$LUOTA evidence dumped --from restic"];
    const bad = await rig.luota(words, { input: summary("") });
    expect(bad).toMatchObject({ code: 65 });
    expect(bad.stderr).toContain("dumped is not proven: restic's summary names no snapshot");
    const good = await rig.luota(words, { input: summary(',"snapshot_id":"40dc1520"') });
    expect(good).toMatchObject({ code: 0, stderr: "" });
    expect(await rig.lastRun("backup")).toMatchObject({
      outcome: "succeeded",
      evidence: [{ value: { snapshot: "40dc1520", bytes: 77 } }],
    });
  });

  test("a file that is not there proves nothing, and says so", async () => {
    using rig = await rigWith(monitor("export", "evidence: exported"));
    mkdirSync(rig.path("folder"));
    const claim = (file: string) => ["evidence", "exported", "--run", "r1", "--file", file];
    const missing = await rig.luota(claim("/nowhere/at/all"));
    expect(missing).toMatchObject({ code: 65 });
    expect(missing.stderr).toContain("exported is not proven: /nowhere/at/all: ENOENT");
    expect((await rig.luota(claim(rig.path("folder")))).stderr).toContain("no regular file");
  });

  test("never costs the job: with a store that can't be opened it is spooled, and counts later", async () => {
    using rig = new Rig();
    writeFileSync(rig.path("state"), "a file where a folder should be");
    const job = "$LUOTA evidence synced rows=3; echo $?";
    const ran = await rig.luota(["run", "sync", "--", "bash", "-c", job]);
    expect(ran).toMatchObject({ code: 0, stdout: "0\n" });
    rmSync(rig.path("state"));
    const file = writeConfig(rig, configOf(monitor("sync", "evidence: synced")));
    expect((await rig.luota(["config", "apply", "--config", file])).code).toBe(0);
    await check(rig);
    expect(await rig.lastRun("sync")).toMatchObject({
      outcome: "succeeded",
      evidence: [{ step: "synced", value: { rows: 3 } }],
    });
  });

  test.each([
    ["no run", ["evidence", "synced"], "no run to prove this of"],
    ["no step's name", ["evidence", "1st", "--run", "r"], "is no name of a step"],
    ["no value", ["evidence", "synced", "rows", "--run", "r"], "is not key=value"],
    ["no program", ["evidence", "synced", "--from", "tar", "--run", "r"], "restic or borg"],
  ])("complains of %s", async (_, words, complaint) => {
    using rig = new Rig();
    const refused = await rig.luota(words);
    expect(refused.code).toBe(64);
    expect(refused.stderr).toContain(complaint);
  });
});

describe("what is expected of a job that nobody can change", () => {
  test("is weighed by a pass of check", async () => {
    using rig = await rigWith(
      monitor("report", 'expect: { output: { matches: "rows written", not: "[Ee]rror" } }'),
    );
    const run = async (line: string) =>
      await rig.bash(`$LUOTA run report -- bash -c '${line}' 2>&1 | cat`);
    await run("echo 12 rows written");
    await check(rig);
    expect(await rig.lastRun("report")).toMatchObject({ outcome: "succeeded" });
    await run("echo 12 rows written; echo Error: disk full >&2");
    await check(rig);
    expect(await rig.lastRun("report")).toMatchObject({
      outcome: "unproven",
      evidence: [{ step: "output", kind: "verified", state: "bad" }],
    });
  });
});
