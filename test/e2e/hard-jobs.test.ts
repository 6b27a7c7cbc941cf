import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";

const gibibyte = 2 ** 30;

describe("a job that prints 1 GiB", () => {
  test("every byte is counted, head and tail are kept, and memory stays small", async () => {
    using rig = new Rig();
    const print = `echo first; yes "0123456789abcdef" | head -c ${gibibyte - 6 - 5}; echo last`;
    const line = `/usr/bin/time -f '%M' "$LUOTA" run flood --shell '${print}' | wc -c`;
    const ended = await rig.bash(line);
    expect(ended.stdout.trim()).toBe(String(gibibyte));

    const { stdout } = (await rig.lastRun("flood")).output ?? {};
    expect(stdout).toMatchObject({ bytes: gibibyte, truncated: true, reason: null });
    expect(stdout?.head).toMatch(/^first\n(0123456789abcdef\n)+/u);
    expect(stdout?.tail).toMatch(/0123456789abcdef\n.*last\n$/su);
    expect(stdout?.head?.length).toBeLessThanOrEqual(8 * 1024);
    expect(stdout?.tail?.length).toBeLessThanOrEqual(64 * 1024);
    expect(stdout?.tail?.length).toBeGreaterThan(60 * 1024);
    const peakKiB = Number(ended.stderr.trim());
    expect(peakKiB).toBeGreaterThan(0);
    expect(peakKiB).toBeLessThan(160 * 1024);
  }, 60_000);

  test("into a file it costs luota nothing and is counted too", async () => {
    using rig = new Rig();
    await rig.bash(`"$LUOTA" run flood -- head -c ${64 * 2 ** 20} /dev/zero > zeros`);
    expect((await rig.lastRun("flood")).output?.stdout).toMatchObject({
      bytes: 64 * 2 ** 20,
      reason: "file",
    });
  });
});

describe("a job that will not leave", () => {
  test("ignores TERM, is killed after the grace, and timed out", async () => {
    using rig = new Rig();
    const stubborn = 'trap "" TERM; echo up; while :; do sleep 1; done';
    const words = ["run", "stubborn", "--timeout", "1s", "--kill-after", "500ms"];
    const ended = await rig.luota([...words, "--", "sh", "-c", stubborn]);
    expect(ended).toEqual({ stdout: "up\n", stderr: "", code: 124, signal: null });
    const run = await rig.lastRun("stubborn");
    expect(run).toMatchObject({
      outcome: "timed_out",
      ending: "timed-out",
      signal: "SIGKILL",
      exitCode: null,
    });
    expect(run.durationMs).toBeGreaterThanOrEqual(1_450);
    expect(run.durationMs).toBeLessThan(15_000);
  });

  test("leaves on TERM with its own code: 124 all the same, and the record has both", async () => {
    using rig = new Rig();
    const polite = 'trap "echo bye; exit 7" TERM; sleep 60 & wait';
    const ended = await rig.luota([
      "run",
      "polite",
      "--timeout",
      "300ms",
      "--",
      "sh",
      "-c",
      polite,
    ]);
    expect(ended).toMatchObject({ stdout: "bye\n", code: 124 });
    expect(await rig.lastRun("polite")).toMatchObject({
      outcome: "timed_out",
      exitCode: 7,
      signal: null,
    });
  });
});

describe("a job that dies of a signal", () => {
  test("KILL: exit 137, killed", async () => {
    using rig = new Rig();
    const ended = await rig.luota(["run", "victim", "--", "sh", "-c", "kill -KILL $$"]);
    expect(ended).toMatchObject({ code: 137, signal: null, stderr: "" });
    expect(await rig.lastRun("victim")).toMatchObject({
      outcome: "killed",
      signal: "SIGKILL",
      exitCode: null,
    });
  });

  test("TERM: luota dies of it too, after recording", async () => {
    using rig = new Rig();
    const ended = await rig.luota(["run", "victim", "--", "sh", "-c", "kill -TERM $$"]);
    expect(ended).toMatchObject({ code: null, signal: "SIGTERM" });
    expect(await rig.lastRun("victim")).toMatchObject({ outcome: "killed", signal: "SIGTERM" });
  });
});

describe("a job that never starts", () => {
  test.each([
    ["a program that is not there", ["no-such-program-at-all"], 127, "unstartable"],
    ["a directory", ["/usr"], 126, "unstartable"],
  ])("%s", async (_, command, code, outcome) => {
    using rig = new Rig();
    const ended = await rig.luota(["run", "never", "--", ...command]);
    expect(ended).toMatchObject({ code, stdout: "" });
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    const run = await rig.lastRun("never");
    expect(run).toMatchObject({ outcome, exitCode: code, pid: null, durationMs: 0 });
    expect(run.error).not.toBeNull();
  });
});
