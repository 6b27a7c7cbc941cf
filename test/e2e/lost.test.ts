import { describe, expect, test } from "vitest";
import { canUnshare } from "../rig/root-only.ts";
import { bin, Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { killed, startWaiting, waiting } from "../rig/waiting-job.ts";

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
    rig.mind(run?.pid);
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
