import { describe, expect, test } from "vitest";
import type { MonitorJson } from "../rig/json.ts";
import { Rig } from "../rig/rig.ts";

const quiet = { stdout: "", stderr: "", code: 0, signal: null };

describe("a job that tells of itself", () => {
  test("start prints an id; success ends that run, once", async () => {
    using rig = new Rig();
    const started = await rig.luota([
      "start",
      "import",
      "--tag",
      "region=eu",
      "--payload",
      '{"n":1}',
      "--sha",
      "abc",
      "--external-id",
      "evt-1",
    ]);
    expect(started.stdout).toMatch(/^[0-9a-z]{16}\n$/u);
    const id = started.stdout.trim();
    expect(await rig.runs()).toMatchObject([
      {
        id,
        outcome: "running",
        origin: "reported",
        command: null,
        pid: null,
        payload: { n: 1 },
        tags: { region: "eu" },
        sha: "abc",
        externalId: "evt-1",
      },
    ]);

    expect(await rig.luota(["success", id, "--summary", "48 rows"])).toEqual(quiet);
    const [run] = await rig.runs();
    expect(run).toMatchObject({
      id,
      outcome: "succeeded",
      summary: "48 rows",
      exitCode: null,
      signal: null,
    });
    for (const again of ["success", "failure"]) {
      const refused = await rig.luota([again, id]);
      expect(refused).toMatchObject({ stdout: "", code: 64 });
      expect(refused.stderr).toMatch(
        new RegExp(`^luota: not recorded: run "${id}" has already ended`, "u"),
      );
    }
    expect(await rig.runs()).toEqual([run]);
  });

  test("failure says why; the first characters of the id will do, for log too", async () => {
    using rig = new Rig();
    const id = (await rig.luota(["start", "import"])).stdout.trim();
    expect(await rig.luota(["log", "--run", id.slice(0, 5), "half way"])).toEqual(quiet);
    expect(await rig.luota(["failure", id.slice(0, 5), "--error", "API said 500"])).toEqual(quiet);
    expect(await rig.runs()).toMatchObject([{ id, outcome: "failed", error: "API said 500" }]);
    expect((await rig.luota(["logs", "import"])).stdout).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ half way\n$/u,
    );
    expect(await rig.json(["logs", id])).toMatchObject({
      run: { id },
      log: [{ text: "half way" }],
    });
  });

  test("beat is silent, and its monitor is known", async () => {
    using rig = new Rig();
    expect(await rig.luota(["beat", "worker", "--summary", "412 jobs"])).toEqual(quiet);
    const [worker] = (await rig.json(["status"])) as MonitorJson[];
    expect(worker).toMatchObject({ name: "worker", runCount: 0, outcome: null, lastRun: null });
    expect((await rig.luota(["show", "worker"])).code).toBe(0);
    expect((await rig.luota(["logs", "worker"])).stdout).toMatch(
      /^No run of worker is recorded yet\./u,
    );
    expect(await rig.luota(["runs", "worker"])).toMatchObject({ code: 0, stderr: "" });
  });

  test("inside a wrapped job the run is known to log, and its end is the wrapper's to tell", async () => {
    using rig = new Rig();
    const line =
      '"$LUOTA" log "customers done"; "$LUOTA" success "$LUOTA_RUN_ID"; echo "code $?"; exit 3';
    const ended = await rig.luota(["run", "job", "--shell", line]);
    expect(ended).toMatchObject({ stdout: "code 64\n", code: 3 });
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(await rig.runs()).toMatchObject([{ outcome: "failed", exitCode: 3 }]);
    expect((await rig.luota(["logs", "job"])).stdout).toMatch(
      /^--- told by the job ---\n.*Z customers done\n--- stdout ---\ncode 64\n/u,
    );
  });

  test("and says what it recorded with --json", async () => {
    using rig = new Rig();
    expect(await rig.json(["beat", "worker"])).toMatchObject({ monitor: "worker", kind: "beat" });
    const started = await rig.json(["start", "import"]);
    expect(started).toMatchObject({ monitor: "import", outcome: "running" });
    const { id } = started as { id: string };
    expect(await rig.json(["success", id])).toMatchObject({ id, success: true });
  });
});
