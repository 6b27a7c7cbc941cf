import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { MonitorJson, RunJson } from "../rig/json.ts";
import { displayWidth } from "../../src/text/width.ts";
import { Rig } from "../rig/rig.ts";

const escape = "\u001b";

/** A store with runs of every outcome that a wrapper makes, newest last. */
async function plantRuns(rig: Rig): Promise<void> {
  await rig.luota(["run", "nightly-backup", "--", "true"]);
  await rig.luota(["run", "nightly-backup", "--", "false"]);
  await rig.luota(["run", "billing-sync", "--", "sh", "-c", "kill -9 $$"]);
  await rig.luota(["run", "billing-sync", "--timeout", "100ms", "--", "sleep", "9"]);
  await rig.luota(["run", "report", "--summary", "a summary ".repeat(40), "--", "/no/such"]);
  await rig.luota(["run", "report", "--", "echo", "done"]);
}

describe("an empty store", () => {
  test.each([["status"], ["runs"], ["audit"], ["runs", "-n", "3"]])(
    "%s says how to begin",
    async (...words) => {
      using rig = new Rig();
      const ended = await rig.luota(words);
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect(ended.stdout).toMatch(/^Nothing recorded yet\..*luota run /su);
      if (words[0] !== "audit") expect(ended.stdout).toContain(`The store is "${rig.store}".`);
    },
  );

  test.each([["status"], ["runs"], ["audit"]])("%s --json is an empty list", async (word) => {
    using rig = new Rig();
    expect(await rig.luota([word, "--json"])).toMatchObject({ stdout: "[]\n", code: 0 });
  });

  test.each([["show"], ["logs"]])("%s NAME says that nothing is recorded", async (word) => {
    using rig = new Rig();
    const ended = await rig.luota([word, "nightly"]);
    expect(ended).toMatchObject({ stdout: "", code: 64 });
    expect(ended.stderr).toMatch(
      /^luota: no monitor or run "nightly" is recorded: nothing is yet/u,
    );
  });

  test("is not made by reading it, nor for what waits for another one", async () => {
    using rig = new Rig();
    mkdirSync(`${rig.store}.spool`, { recursive: true, mode: 0o700 });
    const foreign = `${"0".repeat(14)}-000001-${"0".repeat(16)}-abcdefghij.json`;
    writeFileSync(`${rig.store}.spool/${foreign}`, "{}");
    await rig.luota(["status"]);
    expect(rig.kept()).toHaveLength(0);
  });
});

describe("a list of runs", () => {
  test("is newest first, and --limit, --since, --outcome and NAME choose from it", async () => {
    using rig = new Rig();
    await plantRuns(rig);
    const names = (runs: readonly RunJson[]) =>
      runs.map(({ monitor, outcome }) => [monitor, outcome]);
    const all = [
      ["report", "succeeded"],
      ["report", "unstartable"],
      ["billing-sync", "timed_out"],
      ["billing-sync", "killed"],
      ["nightly-backup", "failed"],
      ["nightly-backup", "succeeded"],
    ];
    const runs = await rig.runs();
    expect(names(runs)).toEqual(all);
    expect(names(await rig.runs("--limit", "2"))).toEqual(all.slice(0, 2));
    expect(names(await rig.runs("-n", "1", "billing-sync"))).toEqual(all.slice(2, 3));
    expect(names(await rig.runs("--outcome", "failed,killed"))).toEqual(all.slice(3, 5));
    expect(names(await rig.runs("--outcome", "timed out"))).toEqual(all.slice(2, 3));
    expect(names(await rig.runs("--since", "1h"))).toEqual(all);
    expect(names(await rig.runs("--since", runs[2]?.startedAt ?? ""))).toEqual(all.slice(0, 3));
    expect(await rig.runs("--since", "2999-01-01")).toEqual([]);
    const nothing = await rig.luota(["runs", "--outcome", "lost"]);
    expect(nothing.stdout).toMatch(/^No recorded run matches\./u);

    const status = (await rig.json(["status"])) as MonitorJson[];
    expect(status.map(({ name, outcome, runCount }) => [name, outcome, runCount])).toEqual([
      ["billing-sync", "timed_out", 2],
      ["nightly-backup", "failed", 2],
      ["report", "succeeded", 2],
    ]);
    expect(status[1]?.recent.map(({ outcome }) => outcome)).toEqual(["failed", "succeeded"]);
    expect(status[1]?.lastSuccess?.id).toBe(runs[5]?.id);
    expect(status[0]?.lastSuccess).toBeNull();
  });
});

describe("what people see", () => {
  test("fits 80 and 40 columns, has no colours in a pipe or with NO_COLOR, and ASCII where asked", async () => {
    using rig = new Rig();
    await plantRuns(rig);
    const views = [["status"], ["runs"], ["audit"], ["show", "report"], ["show", "billing-sync"]];
    for (const COLUMNS of ["80", "40"]) {
      for (const view of views) {
        const { stdout, code } = await rig.luota(view, { env: { COLUMNS } });
        expect(code).toBe(0);
        const longest = Math.max(...stdout.split("\n").map((line) => displayWidth(line)));
        expect(longest, `${view.join(" ")} at ${COLUMNS}`).toBeLessThanOrEqual(Number(COLUMNS));
        expect(stdout).not.toContain(escape);
      }
    }
    const coloured = await rig.luota(["status"], { env: { FORCE_COLOR: "1" } });
    expect(coloured.stdout).toContain(escape);
    const plain = await rig.luota(["status"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(plain.stdout).not.toContain(escape);
    const ascii = await rig.luota(["status"], { env: { LC_ALL: "C" } });
    // eslint-disable-next-line no-control-regex -- ASCII is what is asked for
    expect(ascii.stdout).toMatch(/^[\u0000-\u007f]*$/u);
  });

  test("shows a monitor's last run once", async () => {
    using rig = new Rig();
    await plantRuns(rig);
    const { stdout } = await rig.luota(["show", "report"]);
    expect(stdout.match(/^run /gmu)).toHaveLength(1);
    expect(stdout).toContain("│ done\n");
  });

  test("ends quietly where its reader leaves early", async () => {
    using rig = new Rig();
    await rig.bash('for i in $(seq 3); do "$LUOTA" beat "monitor-$i"; "$LUOTA" start crowd; done');
    const ended = await rig.bash(
      '"$LUOTA" runs --json -n 1000 | head -1; echo "${PIPESTATUS[*]}"; "$LUOTA" status | true; echo end',
    );
    expect(ended.stdout).toMatch(/^\[\n(0|141) 0\nend\n$/u);
    expect(ended.stderr).toBe("");
  });
});
