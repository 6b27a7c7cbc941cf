import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";

describe("other commands, called wrongly: exit 64 and one line that helps on", () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = new Rig();
    await rig.luota(["beat", "nightly-backup"]);
  });
  afterAll(() => {
    rig[Symbol.dispose]();
  });

  test.each([
    [["stauts"], /unknown command 'stauts'; did you mean status\? \(see luota --help\)/u],
    [["frobnicate"], /unknown command 'frobnicate' \(see luota --help\)/u],
    [["--verison"], /unknown option '--verison'; did you mean --version\?/u],
    [
      ["runs", "--limt", "3"],
      /unknown option '--limt'; did you mean --limit\? \(see luota runs --help\)/u,
    ],
    [["runs", "--limit", "0"], /--limit: "0" is no whole number from 1 to 100000/u],
    [["runs", "--limit", "3.5"], /--limit: "3\.5" is no whole number/u],
    [
      ["runs", "--since", "yesterday"],
      /--since: "yesterday" is neither a time back \(2h, 7d\) nor an instant/u,
    ],
    [["runs", "--since", "2026-02-31"], /--since: "2026-02-31" is neither/u],
    [["runs", "--outcome", "fialed"], /--outcome: "fialed" is none of .*did you mean failed\?/u],
    [["runs", "a b"], /"a b" is no monitor name/u],
    [
      ["runs", "nightly-bakup"],
      /no monitor or run "nightly-bakup" is recorded; did you mean nightly-backup\?/u,
    ],
    [["show", "nightly-bakup"], /did you mean nightly-backup\?/u],
    [["logs", "nope"], /no monitor or run "nope" is recorded \(luota status lists the monitors\)/u],
    [["show"], /missing required argument/u],
    [["audit", "--since", "never"], /--since: "never" is neither/u],
    [["beat", "a b"], /"a b" is no monitor name/u],
    [["beat", "INC-7"], /"INC-7" looks like an incident/u],
    [["start", "job", "--tag", "eu"], /--tag: "eu" is not key=value/u],
    [["success", "nosuch"], /run "nosuch" is not known/u],
    [["failure", "0000000000000000"], /is not known; luota runs lists those that are/u],
    [["log", "hello"], /no run to add this to: name one with --run/u],
  ] as const)("%j", async (words, line) => {
    const ended = await rig.luota(words);
    expect(ended).toMatchObject({ stdout: "", code: 64 });
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(ended.stderr).toMatch(/^luota: /u);
    expect(ended.stderr).toMatch(line);
  });
});

describe("help", () => {
  test("names every command, and each command's has an example", async () => {
    using rig = new Rig();
    const { stdout: overview } = await rig.luota(["--help"]);
    const commands = [...overview.matchAll(/^ {2}(\w+) [^\n]{20}/gmu)].flatMap(([, name = ""]) =>
      name === "luota" ? [] : [name],
    );
    for (const name of ["run", "status", "runs", "show", "logs", "audit", "beat", "start"]) {
      expect(commands).toContain(name);
    }
    const helped = commands.filter((name) => name !== "help");
    const texts = await Promise.all(helped.map(async (name) => await rig.luota([name, "--help"])));
    for (const [index, { stdout, code, stderr }] of texts.entries()) {
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout, helped[index]).toMatch(/^Usage: luota /u);
      expect(stdout, helped[index]).toMatch(/^Examples:\n {2}.*luota /mu);
    }
    expect((await rig.luota(["help", "run"])).stdout).toBe(texts[helped.indexOf("run")]?.stdout);
    expect((await rig.luota([])).stdout.trim()).toBe(overview.trim());
  });
});
