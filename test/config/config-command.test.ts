import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  configCheck,
  configDiff,
  configSchema,
  configShow,
} from "../../src/cli/commands/config.ts";
import { Home } from "./home.ts";
import { configOf } from "./read.ts";

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => {
  home[Symbol.dispose]();
});

describe("luota config check", () => {
  test("counts what is sound, and merges conf.d", () => {
    home.write("monitors: { a: { owner: o, promise: Invoices are visible } }");
    home.write(
      "owners: { o: { routes: [r] } }\nroutes: { r: { slack: { webhook: env:A } } }",
      join(home.path, ".config/luota/conf.d/o.yaml"),
    );
    home.write("nonsense", join(home.path, ".config/luota/conf.d/o.yaml.bak"));
    expect(configCheck({}, home.world)).toBe(0);
    expect(home.out).toBe(
      `${home.main}, ${dirname(home.main)}/conf.d/o.yaml: sound (1 monitor, 1 owner, 1 route)\n`,
    );
    expect(home.err).toBe("");
  });

  test("tells notes beside it", () => {
    home.write("monitors: { a: {} }");
    expect(configCheck({}, home.world)).toBe(0);
    expect(home.err).toContain("note: `a` has no promise");
  });

  test("tells each problem at its place, and ends with 78", () => {
    const file = home.write("monitors:\n  a: { evry: 15m }\n");
    expect(configCheck({ config: file }, home.world)).toBe(78);
    expect(home.err).toBe(`${file}:2:8: unknown key \`evry\`
      a: { evry: 15m }
           ^^^^
  did you mean \`every\`?
luota: 1 problem in the config
`);
    expect(home.out).toBe("");
  });

  test("tells the same as JSON", () => {
    const file = home.write("monitors:\n  a: { evry: 15m }\n");
    expect(configCheck({ json: true }, home.world)).toBe(78);
    expect(JSON.parse(home.out)).toMatchObject({
      sound: false,
      problems: [
        {
          kind: "unknown-key",
          file,
          line: 2,
          column: 8,
          path: ["monitors", "a", "evry"],
          message: "unknown key `evry`",
        },
      ],
    });
  });

  test("says where it looked where there is none", () => {
    const nowhere = { ...home.world, environment: { XDG_CONFIG_HOME: home.path } };
    if (existsSync("/etc/luota/luota.yaml")) return;
    expect(configCheck({}, nowhere)).toBe(78);
    expect(home.err).toContain(join(home.path, "luota/luota.yaml"));
    expect(home.err).toContain("`luota init` writes one");
  });

  test.each([
    ["that is not there", () => join(home.path, "none.yaml"), "there is no such file"],
    ["that is a folder", () => home.path, "it is no regular file"],
    ["that is a device", () => "/dev/zero", "it is no regular file"],
  ])("refuses a file %s", (_, file, reason) => {
    expect(configCheck({ config: file() }, home.world)).toBe(78);
    expect(home.err).toContain(`${file()}:1:1: this file can't be read: ${reason}`);
  });

  test("refuses half a config: a conf.d that is no folder, a part of it that is no file", () => {
    home.write("monitors: { a: {} }");
    const folder = join(dirname(home.main), "conf.d");
    writeFileSync(folder, "");
    expect(configCheck({}, home.world)).toBe(78);
    expect(home.err).toContain(`${folder}:1:1: this file can't be read`);
    rmSync(folder);
    mkdirSync(join(folder, "a.yaml"), { recursive: true });
    expect(configCheck({}, home.world)).toBe(78);
    expect(home.err).toContain(`${folder}/a.yaml:1:1: this file can't be read`);
  });

  test("refuses what is no text", () => {
    const file = join(home.path, "x.yaml");
    writeFileSync(file, Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]));
    expect(configCheck({ config: file }, home.world)).toBe(78);
    expect(home.err).toContain("this file is not UTF-8 text");
  });
});

describe("luota config show, diff and schema", () => {
  test("show what is in force with its defaults, and secrets by their places", () => {
    home.write("monitors: { a: { every: 60m } }\nroutes: { r: { slack: { webhook: env:HOOK } } }");
    expect(configShow({}, home.world)).toBe(0);
    expect(home.out).toContain("every: 1h");
    expect(home.out).toContain("whenOff: tell");
    expect(home.out).toContain("webhook: env:HOOK");
    home.out = "";
    expect(configShow({ json: true }, home.world)).toBe(0);
    expect(JSON.parse(home.out)).toMatchObject({
      timezone: "Europe/Helsinki",
      monitors: { a: { every: "1h", severity: 3 } },
    });
  });

  test("show what would change, key by key", () => {
    const before = configOf("monitors: { a: { every: 1h, grace: 3m }, gone: { every: 1h } }");
    home.write("monitors: { a: { every: 60m, grace: 5m }, b: { every: 1m } }");
    expect(configDiff(before, {}, home.world)).toBe(0);
    expect(home.out).toContain(
      "~ monitors.a.grace: 3m -> 5m\n- monitors.gone\n+ monitors.b\n    severity: 3\n    every: 1m\n",
    );
    home.out = "";
    expect(configDiff(before, { json: true }, home.world)).toBe(0);
    expect(JSON.parse(home.out)).toContainEqual({
      kind: "changed",
      path: ["monitors", "a", "grace"],
      before: "3m",
      after: "5m",
    });
    home.out = "";
    expect(configDiff(configOf(readFileSync(home.main, "utf8")), {}, home.world)).toBe(0);
    expect([home.out, home.err]).toEqual(["", expect.stringContaining("nothing would change")]);
    expect(configDiff(null, {}, home.world)).toBe(0);
    expect(home.out).toContain("+ timezone: Europe/Helsinki\n");
  });

  test("the schema is JSON on stdout", () => {
    expect(configSchema(home.world)).toBe(0);
    expect(JSON.parse(home.out)).toHaveProperty("properties.monitors");
  });
});
