import { readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { describe, expect, test } from "vitest";
import type { RunJson } from "../rig/json.ts";
import { Rig } from "../rig/rig.ts";

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;
const id = /^[0-9a-hjkmnp-tv-z]{16}$/u;

describe("the record of a run", () => {
  test("has every field, each of its kind", async () => {
    using rig = new Rig();
    const script = rig.path("work", "job.sh");
    writeFileSync(script, "#!/bin/sh\nprintf 'out line\\n'\nprintf 'err line\\n' >&2\nexit 3\n", {
      mode: 0o755,
    });
    const before = Date.now();
    const options = ["--sha", "abc123", "--tag", "region=eu", "--tag", "kind=full"];
    const more = ["--payload", '{"customer":7,"list":[1,null]}', "--external-id", "evt-9"];
    const ended = await rig.luota([
      "run",
      "acme/nightly",
      ...options,
      ...more,
      "--summary",
      "all of it",
      "--",
      script,
      "a b",
    ]);
    const after = Date.now();
    expect(ended).toEqual({ stdout: "out line\n", stderr: "err line\n", code: 3, signal: null });

    const run = await rig.lastRun("acme/nightly");
    expect(run).toEqual({
      id: expect.stringMatching(id) as string,
      monitor: "acme/nightly",
      outcome: "failed",
      exitCode: 3,
      signal: null,
      startedAt: expect.stringMatching(iso) as string,
      endedAt: expect.stringMatching(iso) as string,
      durationMs: expect.any(Number) as number,
      slot: null,
      command: [script, "a b"],
      cwd: realpathSync(rig.work),
      user: userNow(),
      host: hostname(),
      pid: expect.any(Number) as number,
      sha: "abc123",
      externalId: "evt-9",
      tags: { region: "eu", kind: "full" },
      payload: { customer: 7, list: [1, null] },
      summary: "all of it",
      error: null,
      parentRun: null,
      rootRun: run.id,
      output: {
        stdout: { bytes: 9, head: "out line\n", tail: "", truncated: false, reason: null },
        stderr: { bytes: 9, head: "err line\n", tail: "", truncated: false, reason: null },
        merged: false,
      },
      evidence: [],
      proof: null,
      origin: "wrapped",
      ending: "exited",
      cpuMs: { user: expect.any(Number) as number, system: expect.any(Number) as number },
      peakMemory: run.peakMemory,
      script: {
        path: script,
        owner: userNow(),
        modifiedAt: new Date(Math.round(statSync(script).mtimeMs)).toISOString(),
        size: statSync(script).size,
        digest: (await rig.run("sha256sum", [script])).stdout.slice(0, 64),
      },
      freeDisk: expect.any(Number) as number,
      bootId: readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
      lost: null,
      reporterUid: process.getuid?.(),
    });
    expect(timesOf(run)).toEqual([...timesOf(run)].sort());
    expect(Date.parse(run.startedAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(run.endedAt ?? "")).toBeLessThanOrEqual(after);
    expect(Number.isInteger(run.durationMs)).toBe(true);
    expect(run.durationMs).toBeLessThanOrEqual(after - before);
    expect(run.freeDisk).toBeGreaterThan(0);

    expect(await rig.runs()).toEqual([run]);
    expect(await rig.json(["show", run.id])).toMatchObject({ ...run });
  });

  test("CPU time and peak memory are the job's, where it lives long enough to be seen", async () => {
    using rig = new Rig();
    const burn =
      "x = bytearray(64 << 20)\nimport time\ne = time.process_time() + .4\nwhile time.process_time() < e: pass";
    await rig.luota(["run", "burn", "--", "/usr/bin/python3", "-c", burn]);
    const run = await rig.lastRun("burn");
    expect((run.cpuMs?.user ?? 0) + (run.cpuMs?.system ?? 0)).toBeGreaterThanOrEqual(380);
    expect(run.peakMemory).toBeGreaterThan(64 * 2 ** 20);
    expect(run.peakMemory).toBeLessThan(160 * 2 ** 20);
  });

  test("of a script behind an interpreter names the script, not the interpreter", async () => {
    using rig = new Rig();
    writeFileSync(rig.path("work", "job.sh"), "echo hi\n");
    await rig.luota(["run", "scripted", "--", "sh", "-eu", "job.sh"]);
    expect((await rig.lastRun("scripted")).script?.path).toBe(rig.path("work", "job.sh"));
  });

  test("is decoded safely where the output is not UTF-8, and counts the bytes that were written", async () => {
    using rig = new Rig();
    const ended = await rig.bash(`"$LUOTA" run odd -- printf 'caf\\351 ok\\n' | od -An -tx1`);
    expect(ended.stdout.trim()).toBe("63 61 66 e9 20 6f 6b 0a");
    expect((await rig.lastRun("odd")).output?.stdout).toMatchObject({
      bytes: 8,
      head: "caf\uFFFD ok\n",
    });
  });
});

function timesOf(run: RunJson): string[] {
  return [run.startedAt, run.endedAt ?? ""];
}

function userNow(): string {
  const uid = String(process.getuid?.());
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((each) => each.split(":")[2] === uid);
  return line?.split(":")[0] ?? uid;
}
