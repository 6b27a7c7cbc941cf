import { existsSync, mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";

const ran = { stdout: "ran\n", code: 0 };
const refused = { stdout: "", code: 64 };
const echo = ["echo", "ran"];

describe("luota run, called wrongly: one clear line, and the command runs where it is certain", () => {
  test.each([
    ["nothing at all", [], refused, /^no monitor name: luota run NAME/u],
    ["no command", ["job"], refused, /^no command to run: luota run job -- COMMAND…$/u],
    ["no command after --", ["job", "--"], refused, /^no command to run/u],
    ["no name", ["--", ...echo], ran, /^no monitor name: .*; the command runs unrecorded$/u],
    ["an empty name", ["", "--", ...echo], ran, /^the monitor name is empty: .*unrecorded$/u],
    ["an empty name without --", ["", ...echo], refused, /^the monitor name is empty/u],
    [
      "a name with a blank",
      ["a b", "--", ...echo],
      ran,
      /^"a b" is no monitor name: .*unrecorded$/u,
    ],
    ["a name of an incident", ["inc-4", "--", ...echo], ran, /^"inc-4" looks like an incident/u],
    ["a name of 200 letters", ["a".repeat(200), "--", ...echo], ran, /has 200 characters/u],
    [
      "a name with control characters",
      ["a\u001b[2J", "--", ...echo],
      ran,
      /^"a\\u001b\[2J" is no /u,
    ],
    [
      "a time of parsecs",
      ["job", "--timeout", "10 parsecs", "--", ...echo],
      ran,
      /^--timeout: "10 parsecs" is not a duration such as 90s, 10m or 1h30m; left out/u,
    ],
    [
      "the same without --",
      ["job", "--timeout", "10 parsecs", ...echo],
      refused,
      /^--timeout: "10 parsecs" is not a duration such as 90s, 10m or 1h30m$/u,
    ],
    ["a timeout of nothing", ["job", "--timeout", "0s", "--", ...echo], ran, /^--timeout: "0s"/u],
    [
      "a misspelt option",
      ["job", "--tiemout=1s", "--", ...echo],
      ran,
      /^unknown option "--tiemout" \(did you mean --timeout\?\)/u,
    ],
    [
      "a misspelt option with a value",
      ["job", "--tiemout", "1s", "--", ...echo],
      ran,
      /^unknown option "--tiemout" \(did you mean --timeout\?\)/u,
    ],
    [
      "an unknown option and more behind it",
      ["job", "--retries", "3", "--tag", "a=b", "--", ...echo],
      ran,
      /^unknown option "--retries"/u,
    ],
    [
      "an unknown option and its value before the name",
      ["--retries", "3", "job", "--", ...echo],
      ran,
      /^unknown option "--retries"/u,
    ],
    [
      "an unknown option before the name",
      ["--frob", "job", "--", ...echo],
      ran,
      /^unknown option "--frob"/u,
    ],
    [
      "a misspelt option without --",
      ["job", "--tiemout", "1s", ...echo],
      refused,
      /^unknown option "--tiemout" \(did you mean/u,
    ],
    ["an unknown short option", ["job", "-x", ...echo], refused, /^unknown option "-x"/u],
    [
      "an option that lacks its value",
      ["job", "--timeout", "--", ...echo],
      ran,
      /^--timeout needs a value/u,
    ],
    ["a flag with a value", ["job", "--quiet=1", "--", ...echo], ran, /^--quiet takes no value/u],
    [
      "a tag without =",
      ["job", "--tag", "eu", "--", ...echo],
      ran,
      /^--tag: "eu" is not key=value/u,
    ],
    [
      "a capture of another kind",
      ["job", "--capture", "all", "--", ...echo],
      ran,
      /^--capture: "all" is not both, stderr or none/u,
    ],
    [
      "a line and a command",
      ["job", "--shell", "echo ran", "--", ...echo],
      refused,
      /^--shell already names the command/u,
    ],
  ] as const)("%s", async (_, words, outcome, line) => {
    using rig = new Rig();
    const ended = await rig.luota(["run", ...words]);
    expect(ended).toMatchObject({ ...outcome, signal: null });
    const lines = ended.stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^luota: /u);
    expect(lines[0]?.slice(7)).toMatch(line);
    const recorded = outcome === ran && !ended.stderr.includes("unrecorded");
    expect(existsSync(rig.store)).toBe(recorded);
  });

  test("options behind the command are the command's own", async () => {
    using rig = new Rig();
    const ended = await rig.luota(["run", "job", "echo", "--timeout", "-q", "--", "--help"]);
    expect(ended).toMatchObject({ stdout: "--timeout -q -- --help\n", stderr: "", code: 0 });
  });

  test("a store that is a directory: the command runs, and its record waits beside", async () => {
    using rig = new Rig();
    mkdirSync(rig.path("folder"));
    const ended = await rig.luota(["run", "job", "--store", rig.path("folder"), "--", ...echo]);
    expect(ended).toMatchObject(ran);
    expect(ended.stderr).toMatch(
      /^luota: the store "[^"]*\/folder" is a directory: name a file in it, such as "[^"]*"; the record waits in "[^"]*\.json" for the next luota\n$/u,
    );
  });
});

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
