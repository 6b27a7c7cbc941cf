import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { add } from "../../src/cli/commands/add.ts";
import { createFile, replaceFile } from "../../src/config/edit/write-file.ts";
import { Home } from "./home.ts";

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => {
  home[Symbol.dispose]();
});

describe("luota add", () => {
  test("adds one monitor and keeps every other line, the mode and the link", () => {
    const real = home.write(
      "# ours\nowners: { o: { } } # all\n\nmonitors:\n  a: { every: 1h } # first\n",
      join(home.path, "real.yaml"),
    );
    mkdirSync(dirname(home.main), { recursive: true });
    symlinkSync(real, home.main);
    chmodSync(real, 0o640);
    expect(
      add(
        "b",
        { every: "15m", owner: "o", promise: "Invoices are visible", severity: "2" },
        home.world,
      ),
    ).toBe(0);
    expect(readFileSync(home.main, "utf8")).toBe(`# ours
owners: { o: { } } # all

monitors:
  a: { every: 1h } # first
  b:
    promise: Invoices are visible
    owner: o
    severity: 2
    every: 15m
`);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(home.out).toContain("luota run b -- ");
    expect(readdirSync(home.path)).toEqual([".config", "real.yaml"]);
  });

  test.each([
    ["a name that is taken", "a", { every: "15m" }, /there is a monitor "a" already/u],
    ["an unknown owner", "b", { every: "15m", owner: "nobody" }, /there is no owner `nobody`/u],
    ["a bad duration", "b", { every: "15 minutes" }, /write 15m/u],
    [
      "two cadences",
      "b",
      { every: "15m", cron: "@daily" },
      /`cron` and `every` don't go together/u,
    ],
    ["a bad name", "INC-1", { every: "15m" }, /the name can't be `INC-1`/u],
    ["a severity that is none", "b", { severity: "high" }, /`severity` is the text `high`/u],
  ])("refuses %s, and leaves the file alone", (_, name, options, words) => {
    const text = "monitors:\n  a: { every: 1h }\n";
    home.write(text);
    expect(add(name, options, home.world)).toBe(78);
    expect(home.err).toMatch(words);
    expect(readFileSync(home.main, "utf8")).toBe(text);
  });

  test("refuses a name that a file of conf.d has", () => {
    home.write("timezone: UTC\n");
    home.write("monitors: { b: {} }", join(dirname(home.main), "conf.d/b.yaml"));
    expect(add("b", { every: "5m" }, home.world)).toBe(78);
  });

  test("refuses to touch a broken config", () => {
    home.write("monitors: [");
    expect(add("b", { every: "15m" }, home.world)).toBe(78);
    expect(readFileSync(home.main, "utf8")).toBe("monitors: [");
  });
});

describe("a config is written", () => {
  test("not over what somebody else wrote meanwhile", () => {
    const file = home.write("theirs");
    expect(replaceFile(file, "read before", "ours")).toEqual({
      ok: false,
      failure: { kind: "changed", file },
    });
    expect([readFileSync(file, "utf8"), readdirSync(dirname(file))]).toEqual([
      "theirs",
      ["luota.yaml"],
    ]);
  });

  test("or its reason told", () => {
    const modes = { file: 0o600, folder: 0o700 };
    const file = home.write("a file");
    expect(createFile(join(file, "x"), "", modes)).toMatchObject({
      failure: { kind: "not-written" },
    });
    expect(replaceFile(join(home.path, "none"), "", "")).toMatchObject({
      failure: { kind: "not-written" },
    });
  });
});
