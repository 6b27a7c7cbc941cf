import { describe, expect, test } from "vitest";
import { outcomeOf } from "../rig/outcome-of.ts";
import { bin, Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";

describe("logs", () => {
  test("of one stream, and of both", async () => {
    using rig = new Rig();
    await rig.luota(["run", "job", "--shell", "echo out; echo err >&2"]);
    const [both, out, err] = [[], ["--stdout"], ["--stderr"]].map(
      async (words) => (await rig.luota(["logs", "job", ...words])).stdout,
    );
    expect([await both, await out, await err]).toEqual([
      "--- stdout ---\nout\n--- stderr ---\nerr\n",
      "out\n",
      "err\n",
    ]);
  });

  test("-f of a run tells what comes, and ends with it", async () => {
    using rig = new Rig();
    const recorder = rig.start(bin, ["run", "job", "--", "sh", "-c", "read go; echo the end"]);
    const run = await until("it runs", async () => (await rig.runs())[0]);
    expect((await rig.luota(["logs", "job"])).stdout).toMatch(/^This run still goes on/u);
    await rig.luota(["log", "--run", run.id, "before"]);
    const follower = rig.start(bin, ["logs", "-f", run.id]);
    const followed = outcomeOf(follower);
    const seen: string[] = [];
    follower.stdout?.on("data", (chunk: Buffer) => seen.push(chunk.toString()));
    await until("what was told before is shown", () => seen.join("").includes("before"));
    await rig.luota(["log", "--run", run.id, "meanwhile"]);
    await until("what is told meanwhile is shown", () => seen.join("").includes("meanwhile"));
    recorder.stdin?.end("go\n");
    const ended = await followed;
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout.match(/before|meanwhile|the end/gu)).toEqual([
      "before",
      "meanwhile",
      "the end",
    ]);
  });

  test("-f of a run whose recorder is killed ends too", async () => {
    using rig = new Rig();
    const recorder = rig.start(bin, ["run", "job", "--", "sh", "-c", "read go"]);
    const run = await until("it runs", async () => (await rig.runs())[0]);
    rig.mind(run.pid);
    const follower = rig.start(bin, ["logs", "-f", run.id]);
    const followed = outcomeOf(follower);
    recorder.kill("SIGKILL");
    expect(await followed).toMatchObject({ code: 0 });
    expect((await rig.luota(["logs", run.id])).stdout).toMatch(/^What this run printed was lost/u);
  });

  test("-f of a monitor goes on with its next run, until interrupted", async () => {
    using rig = new Rig();
    await rig.luota(["run", "job", "--", "echo", "first"]);
    const follower = rig.start(bin, ["logs", "-f", "job"]);
    const seen: string[] = [];
    follower.stdout?.on("data", (chunk: Buffer) => seen.push(chunk.toString()));
    await until("the last run is shown", () => seen.join("") === "first\n");
    await rig.luota(["run", "job", "--", "echo", "second"]);
    await until("the next run is shown", () => seen.join("") === "first\nsecond\n");
    const ended = outcomeOf(follower);
    follower.kill("SIGINT");
    expect(await ended).toMatchObject({ signal: "SIGINT", stderr: "" });
  });
});
