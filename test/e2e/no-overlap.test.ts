import { describe, expect, test } from "vitest";
import type { RunJson } from "../rig/json.ts";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { killed, startWaiting } from "../rig/waiting-job.ts";

describe("--no-overlap", () => {
  test("skips with 75 while the first runs, and records that", async () => {
    using rig = new Rig();
    const { recorder, run } = await startWaiting(rig, "--no-overlap");
    const second = await rig.luota(["run", "job", "--no-overlap", "--", "echo", "ran"]);
    expect(second).toMatchObject({ stdout: "", code: 75 });
    expect(second.stderr).toMatch(
      new RegExp(`^luota: skipped: job still runs \\(run ${run.id} since .*Z\\)\\n$`, "u"),
    );
    const other = await rig.luota(["run", "other", "--no-overlap", "--", "echo", "ran"]);
    expect(other).toMatchObject({ stdout: "ran\n", code: 0, stderr: "" });
    await rig.bash("echo go > gate");
    await until("it ends", () => recorder.exitCode !== null);
    expect(await rig.luota(["run", "job", "--no-overlap", "--", "echo", "ran"])).toMatchObject({
      stdout: "ran\n",
      code: 0,
    });
    const outcomes = (await rig.runs("job")).map(({ outcome, durationMs }: RunJson) => [
      outcome,
      durationMs === 0,
    ]);
    expect(outcomes).toEqual([
      ["succeeded", false],
      ["skipped", true],
      ["failed", false],
    ]);
  });

  test("a killed recorder's job still counts; once that is gone too, it runs again", async () => {
    using rig = new Rig();
    const { recorder, run } = await startWaiting(rig, "--no-overlap");
    await killed(recorder.pid);
    const again = ["run", "job", "--no-overlap", "--", "echo", "ran"];
    expect(await rig.luota(again)).toMatchObject({ stdout: "", code: 75 });
    await killed(run.pid);
    expect(await rig.luota(again)).toMatchObject({ stdout: "ran\n", code: 0, stderr: "" });
  });

  test("of twenty at once, one runs", async () => {
    using rig = new Rig();
    const line =
      'for i in $(seq 20); do "$LUOTA" run job --no-overlap -- sh -c "echo ran; cat gate" & done; wait';
    const crowd = rig.start("/bin/bash", ["-c", `mkfifo gate; ${line}`]);
    const printed: string[] = [];
    crowd.stdout?.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
    await until(
      "nineteen were skipped",
      async () => (await rig.runs("--outcome", "skipped")).length === 19,
      25_000,
    );
    await rig.bash(": > gate");
    await until("all have ended", () => crowd.exitCode !== null);
    expect(printed.join("")).toBe("ran\n");
    expect(await rig.runs("--outcome", "succeeded")).toHaveLength(1);
  });
});
