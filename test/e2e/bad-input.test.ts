import { existsSync, mkdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
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
