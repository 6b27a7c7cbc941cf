import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { RunJson } from "../rig/json.ts";
import { canUnshare } from "../rig/root-only.ts";
import { bin, Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";

const waiting = ["--", "sh", "-c", "read go < gate; exit 4"];

/** Starts a job that waits at a gate, and gives it once its start is recorded. */
async function startWaiting(rig: Rig, ...options: string[]) {
  await rig.bash("[ -p gate ] || mkfifo gate");
  const recorder = rig.start(bin, ["run", "job", ...options, ...waiting]);
  const run = await until("the start is recorded", async () => {
    const runs = await rig.runs("--outcome", "running");
    return runs.find(({ pid }) => pid !== null && isChildOf(pid, recorder.pid ?? 0));
  });
  rig.mind(run.pid ?? 0);
  return { recorder, run };
}

function isChildOf(pid: number, parent: number): boolean {
  return (
    readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.split(" ")[1] === String(parent)
  );
}

async function killed(pid: number | null | undefined): Promise<void> {
  process.kill(pid ?? 0, "SIGKILL");
  await until(`${pid} is gone`, () => !isThere(pid ?? 0));
}

/** A zombie whose parent has not looked yet is gone, too. */
function isThere(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "latin1").includes(") Z ");
  } catch {
    return false;
  }
}

describe("a run whose recorder was killed", () => {
  test("is lost, with a word on its job: still running, or gone too", async () => {
    using rig = new Rig();
    const first = await startWaiting(rig);
    await killed(first.recorder.pid);
    const status = await rig.luota(["status"]);
    expect(status.stdout).toMatch(/^job +\? lost/mu);
    const [lost] = await rig.runs();
    expect(lost).toMatchObject({
      id: first.run.id,
      outcome: "lost",
      exitCode: null,
      endedAt: null,
      lost: { jobAlive: true },
    });
    expect((await rig.luota(["show", "job"])).stdout.replace(/\s+/gu, " ")).toContain(
      "the job itself was still running then",
    );

    const second = await startWaiting(rig);
    await killed(second.recorder.pid);
    await killed(second.run.pid);
    const runs = await rig.runs();
    expect(runs.map(({ outcome, lost: note }) => [outcome, note?.jobAlive])).toEqual([
      ["lost", false],
      ["lost", true],
    ]);
    expect((await rig.luota(["show", second.run.id])).stdout.replace(/\s+/gu, " ")).toContain(
      "the job itself was gone too then",
    );
    const audit = await rig.luota(["audit", "--verify"]);
    expect(audit.code).toBe(0);
  });

  test("and whose start only the spool has is found too", async () => {
    using rig = new Rig();
    await rig.bash("mkfifo gate; mkdir -p ../state/luota.db");
    const recorder = rig.start(bin, ["run", "job", ...waiting]);
    await until("the start waits", () => rig.spooled().length === 1);
    await rig.bash("rmdir ../state/luota.db");
    await killed(recorder.pid);
    const [run] = await rig.runs();
    rig.mind(run?.pid ?? 0);
    expect(run).toMatchObject({ monitor: "job", outcome: "lost", lost: { jobAlive: true } });
  });
});

describe("a run that still lives", () => {
  test("is never lost, however often one looks", async () => {
    using rig = new Rig();
    const { recorder, run } = await startWaiting(rig);
    for (const words of [["status"], ["runs"], ["show", "job"], ["logs", "job"]])
      await rig.luota(words);
    expect(await rig.runs()).toMatchObject([{ id: run.id, outcome: "running", lost: null }]);
    await rig.bash("echo go > gate");
    await until("it ends", () => recorder.exitCode !== null);
    expect(await rig.runs()).toMatchObject([{ id: run.id, outcome: "failed", exitCode: 4 }]);
  });

  test.skipIf(!canUnshare)("is not lost seen from another pid namespace, either way", async () => {
    using rig = new Rig();
    const { run } = await startWaiting(rig);
    const inside = ["--pid", "--fork", "--mount-proc", "--kill-child"];
    const seen = await rig.run("unshare", [...inside, bin, "runs", "--json"]);
    expect(JSON.parse(seen.stdout)).toMatchObject([{ id: run.id, outcome: "running", lost: null }]);

    rig.start("unshare", [...inside, bin, "run", "inside", ...waiting]);
    const other = await until("the start is recorded", async () =>
      (await rig.runs("--limit", "1", "--outcome", "running")).find(
        ({ monitor }) => monitor === "inside",
      ),
    );
    await rig.luota(["status"]);
    expect(await rig.json(["show", other.id])).toMatchObject({ outcome: "running", lost: null });
  });
});

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
