import { existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";

/** A job that fails until a file is there, and the incident of its failure. */
async function breakOne(rig: Rig, words: readonly string[] = []): Promise<void> {
  const script = rig.path("work", "job.sh");
  writeFileSync(script, '#!/bin/sh\necho "in $PWD"\n[ -e fixed ] || exit 3\n', { mode: 0o755 });
  await rig.luota(["beat", "sync"]);
  await rig.luota(["run", "sync", ...words, "--", "./job.sh", "a b"]);
  await rig.luota(["check"]);
}

const elsewhere = { cwd: "/" };

describe("rerun", () => {
  test("runs the job again where it ran, with its payload, as the child of the first run", async () => {
    using rig = new Rig();
    await breakOne(rig, ["--payload", '{"invoice":12}', "--tag", "region=eu"]);
    const first = await rig.lastRun("sync");

    const again = await rig.luota(["rerun", "INC-1", "--yes"], elsewhere);
    expect(again).toMatchObject({ code: 3, stdout: `in ${realpathSync(rig.work)}\n` });
    expect(again.stderr).toMatch(/ command +\.\/job\.sh 'a b'\n.* as +\S+@/u);
    expect(again.stderr).toContain("sync ran again: failed");
    expect(await rig.lastRun("sync")).toMatchObject({
      command: ["./job.sh", "a b"],
      payload: { invoice: 12 },
      parentRun: first.id,
      rootRun: first.id,
      tags: { region: "eu", "rerun-of": first.id, incident: "INC-1" },
    });

    writeFileSync(rig.path("work", "fixed"), "");
    const good = await rig.luota(["rerun", "sync", "--yes", "--note", "put the file there"]);
    expect(good.code).toBe(0);
    await rig.luota(["check"]);
    const shown = await rig.luota(["show", "INC-1"]);
    expect(shown.stdout).toMatch(/resolved after/u);
    expect(shown.stdout).toMatch(/ran again as run .*: put the file there/su);
    expect((await rig.lastRun("sync")).rootRun).toBe(first.id);
  });

  test("runs nothing where nobody is there to ask, and shows what it would have run", async () => {
    using rig = new Rig();
    await breakOne(rig);
    const said = await rig.luota(["rerun", "INC-1"]);
    expect(said).toMatchObject({ code: 75, stdout: "" });
    expect(said.stderr).toContain("./job.sh 'a b'");
    expect(said.stderr).toContain("--yes runs it");
    expect(await rig.runs("sync")).toHaveLength(1);
  });

  test("a job that luota starts runs as its config says, for the slot that broke", async () => {
    using rig = new Rig();
    mkdirSync(rig.path(".config", "luota"), { recursive: true });
    const monitor = `command: 'echo "$GREETING"; test -e fixed', cwd: ${rig.work}, env: { GREETING: hello }`;
    writeFileSync(
      rig.path(".config", "luota", "luota.yaml"),
      `monitors: { sync: { every: 1s, grace: 1h, ${monitor} } }`,
    );
    await rig.luota(["config", "apply"]);
    for (let tries = 0; tries < 40 && (await rig.runs("sync")).length === 0; tries += 1)
      await rig.luota(["check"]);
    for (let tries = 0; tries < 40; tries += 1) {
      if ((await rig.luota(["incidents"])).stdout.includes("INC-1")) break;
      await rig.luota(["check"]);
    }
    writeFileSync(rig.path("work", "fixed"), "");
    const again = await rig.luota(["rerun", "INC-1", "--yes"], elsewhere);
    expect(again).toMatchObject({ code: 0, stdout: "hello\n" });
    const [run] = (await rig.runs("sync")).filter((each) => "rerun-of" in each.tags);
    expect(run).toMatchObject({ outcome: "succeeded", slot: expect.any(String) as string });
    expect(existsSync(rig.path("work", "fixed"))).toBe(true);
  });

  test("a job of the config that is due at no time runs for no slot", async () => {
    using rig = new Rig();
    mkdirSync(rig.path(".config", "luota"), { recursive: true });
    writeFileSync(
      rig.path(".config", "luota", "luota.yaml"),
      `monitors: { sync: { command: 'echo again', cwd: ${rig.work} } }`,
    );
    await rig.luota(["config", "apply"]);
    await rig.luota(["run", "sync", "--", "false"]);
    await rig.luota(["check"]);
    expect(await rig.luota(["rerun", "INC-1", "--yes"])).toMatchObject({
      code: 0,
      stdout: "again\n",
    });
    expect(await rig.lastRun("sync")).toMatchObject({ outcome: "succeeded", slot: null });
  });

  test.each([
    ["told of itself", "luota does not know its command", ["start", "sync"]],
    [
      "held a secret",
      "held a secret, which is not kept",
      ["run", "sync", "--", "sh", "-c", "exit 3", "--password=hunter2hunter2"],
    ],
  ])("a run that %s is not run again", async (_, why, words) => {
    using rig = new Rig();
    await rig.luota(["beat", "sync"]);
    const begun = await rig.luota(words);
    if (words[0] === "start") await rig.luota(["failure", begun.stdout.trim()]);
    await rig.luota(["check"]);
    const said = await rig.luota(["rerun", "INC-1", "--yes"]);
    expect(said).toMatchObject({ code: 64, stdout: "" });
    expect(said.stderr).toContain(why);
  });
});
