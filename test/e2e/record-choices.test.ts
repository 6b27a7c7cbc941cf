import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";

describe("the output of a run", () => {
  test.each([
    ["both", "out\n", "err\n"],
    ["stderr", null, "err\n"],
    ["none", null, null],
  ])("--capture %s keeps that and passes all of it through", async (capture, out, err) => {
    using rig = new Rig();
    const words = ["run", "job", "--capture", capture, "--shell", "echo out; echo err >&2"];
    expect(await rig.luota(words)).toMatchObject({ stdout: "out\n", stderr: "err\n", code: 0 });
    const { output } = await rig.lastRun("job");
    expect([output?.stdout.head, output?.stderr.head]).toEqual([out, err]);
  });

  test.each([
    ["prints nothing of a good run", "echo noise; exit 0", "", 0],
    ["prints all of a bad one", "echo noise; exit 2", "noise\n", 2],
  ])("-q %s, and keeps it all the same", async (_, line, stdout, code) => {
    using rig = new Rig();
    expect(await rig.luota(["run", "job", "-q", "--shell", line])).toMatchObject({ stdout, code });
    expect((await rig.lastRun("job")).output?.stdout.head).toBe("noise\n");
  });
});

describe("a payload", () => {
  test.each([
    ["JSON", ['--payload={"n":[1,2]}'], { n: [1, 2] }, ""],
    ["a file of JSON", ["--payload", "@p.json"], { from: "file" }, ""],
    [
      "text",
      ["--payload", "{bad"],
      "{bad",
      "luota: --payload is not JSON, so it is recorded as text",
    ],
    ["no file", ["--payload", "@nope"], null, "luota: --payload @nope can't be read (ENOENT)"],
    ["a folder", ["--payload", "@."], null, "luota: --payload @. is not a file of at most 64 KiB"],
  ])("that is %s", async (_, words, payload, complaint) => {
    using rig = new Rig();
    writeFileSync(rig.path("work", "p.json"), '{"from":"file"}');
    const ended = await rig.luota(["run", "job", ...words, "--", "echo", "ran"]);
    expect(ended).toMatchObject({ stdout: "ran\n", code: 0 });
    expect(ended.stderr.startsWith(complaint)).toBe(true);
    expect(ended.stderr.split("\n")).toHaveLength(complaint === "" ? 1 : 2);
    expect((await rig.lastRun("job")).payload).toEqual(payload);
  });
});

describe("runs inside runs", () => {
  test("know their parent and their root, and each job knows its run", async () => {
    using rig = new Rig();
    const tell = 'echo "$LUOTA_MONITOR $LUOTA_RUN_ID $LUOTA_ROOT_RUN $LUOTA_STORE"';
    const inner = `'"$LUOTA"' run inner -- sh -c '\\''${tell}'\\''`;
    const middle = `"$LUOTA" run middle -- sh -c '${tell}; ${inner}'`;
    const ended = await rig.bash(
      `"$LUOTA" run outer --shell '${tell}; ${middle.replaceAll("'", "'\\''")}'`,
    );
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const runs = await rig.runs();
    const byName = (name: string) => runs.find(({ monitor }) => monitor === name);
    const [outer, middleRun, innerRun] = ["outer", "middle", "inner"].map(byName);
    expect(ended.stdout.trimEnd().split("\n")).toEqual(
      [outer, middleRun, innerRun].map(
        (run) => `${run?.monitor ?? ""} ${run?.id ?? ""} ${outer?.id ?? ""} ${rig.store}`,
      ),
    );
    expect([outer?.parentRun, middleRun?.parentRun, innerRun?.parentRun]).toEqual([
      null,
      outer?.id,
      middleRun?.id,
    ]);
    expect(runs.map(({ rootRun }) => rootRun)).toEqual([outer?.id, outer?.id, outer?.id]);
  });

  test("of a stranger's LUOTA_RUN_ID make no parent", async () => {
    using rig = new Rig();
    const env = { LUOTA_RUN_ID: "../../etc/passwd", LUOTA_ROOT_RUN: "x".repeat(9_999) };
    await rig.luota(["run", "job", "--", "true"], { env });
    const run = await rig.lastRun("job");
    expect(run).toMatchObject({ parentRun: null, rootRun: run.id });
  });
});
