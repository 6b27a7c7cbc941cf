import { mkdirSync, readdirSync, rmdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lockStore } from "../rig/lock-store.ts";
import { plantStore } from "../rig/plant-store.ts";
import { bin, Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";

const job = ["run", "job", "--", "sh", "-c", "echo out; echo err >&2; exit 3"];

describe("a store that", () => {
  test("is locked makes nobody wait long; two who come after take the record in once", async () => {
    using rig = new Rig();
    await plantStore(rig);
    const release = await lockStore(rig);
    const ended = await rig.luota(job);
    expect(ended).toMatchObject({ stdout: "out\n", code: 3 });
    expect(ended.stderr).toMatch(
      /^err\nluota: the store ".*" is locked: another program writes to it; the record waits in /u,
    );
    expect(rig.spooled()).toHaveLength(1);
    await release();
    const both = await Promise.all([rig.runs("job"), rig.runs("job")]);
    expect(both.map((runs) => runs.length)).toEqual([1, 1]);
    expect(rig.spooled()).toEqual([]);
    expect((await rig.luota(["audit", "--verify"])).code).toBe(0);
  });

  test("comes back while the job runs: its start was spooled, its end finds the store", async () => {
    using rig = new Rig();
    mkdirSync(rig.store, { recursive: true });
    const child = rig.start(bin, ["run", "job", "--", "sh", "-c", "read go; exit 4"]);
    await until("the start waits", () => rig.spooled().length === 1);
    rmdirSync(rig.store);
    const [running] = await rig.runs();
    expect(running).toMatchObject({ monitor: "job", outcome: "running", endedAt: null });
    child.stdin?.end("go\n");
    await until("it ends", () => child.exitCode !== null);
    const runs = await rig.runs();
    expect(runs.map(({ id, outcome, exitCode }) => [id, outcome, exitCode])).toEqual([
      [running?.id, "failed", 4],
    ]);
  });

  test("is away for all of a long run: a spooled start and a spooled end make one run", async () => {
    using rig = new Rig();
    mkdirSync(rig.store, { recursive: true });
    const child = rig.start(bin, ["run", "job", "--", "sh", "-c", "read go; exit 4"]);
    await until("the start waits", () => rig.spooled().length === 1);
    child.stdin?.end("go\n");
    await until("it ends", () => child.exitCode !== null);
    expect(rig.spooled()).toHaveLength(2);
    rmdirSync(rig.store);
    const runs = await rig.runs();
    expect(runs.map(({ outcome, exitCode }) => [outcome, exitCode])).toEqual([["failed", 4]]);
    expect(rig.spooled()).toEqual([]);
  });

  test("is told of while it is locked hears it later: beat, start, log, success", async () => {
    using rig = new Rig();
    await plantStore(rig);
    const release = await lockStore(rig);
    const waits = /^luota: the store .* is locked: .*; the record waits in /u;
    expect((await rig.luota(["beat", "worker"])).stderr).toMatch(waits);
    const started = await rig.luota(["start", "import"]);
    expect(started.code).toBe(0);
    const id = started.stdout.trim();
    for (const words of [
      ["log", "--run", id, "half way"],
      ["success", id, "--summary", "done"],
    ]) {
      expect(await rig.luota(words)).toMatchObject({ code: 0, stdout: "" });
    }
    await release();
    expect(await rig.runs("import")).toMatchObject([{ id, outcome: "succeeded", summary: "done" }]);
    expect((await rig.luota(["logs", id])).stdout).toContain("half way");
    expect(rig.spooled()).toEqual([]);
  });
});

describe("a broken or forged file in the spool", () => {
  test("is set aside with its reason, and the others are taken in", async () => {
    using rig = new Rig();
    mkdirSync(rig.store, { recursive: true });
    await rig.luota(job);
    rmdirSync(rig.store);
    const [good = ""] = rig.spooled();
    writeFileSync(good.replace(/[0-9a-z]{10}\.json$/u, "zzzzzzzzzz.json"), '{"v":1,"store":');
    const ended = await rig.luota(["runs"]);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toContain("job");
    const told = /^luota: set aside "\S+zzzzzzzzzz\.json" \(not a JSON object\): see "(.*)"\n$/u;
    expect(ended.stderr).toMatch(told);
    const kept = readdirSync(told.exec(ended.stderr)?.[1] ?? "");
    expect(kept.filter((name) => name.endsWith("zzzzzzzzzz.json"))).toHaveLength(1);
    expect((await rig.luota(["runs"])).stderr).toBe("");
  });
});
