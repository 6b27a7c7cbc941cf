import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { add } from "../../src/cli/commands/add.ts";
import {
  configCheck,
  configDiff,
  configSchema,
  configShow,
} from "../../src/cli/commands/config.ts";
import { init, type InitOptions } from "../../src/cli/commands/init.ts";
import { createFile, replaceFile } from "../../src/config/edit/write-file.ts";
import { configOf, told } from "./read.ts";

let home: string;
let out: string;
let err: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "luota-config-"));
  out = err = "";
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const world = () => ({
  environment: { HOME: home },
  hostZone: "Europe/Helsinki",
  out: (text: string) => (out += `${text}\n`),
  err: (text: string) => (err += `${text}\n`),
});
const main = () => join(home, ".config/luota/luota.yaml");
const write = (text: string, file = main()) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};

describe("luota config check", () => {
  test("counts what is sound, and merges conf.d", () => {
    write("monitors: { a: { owner: o, promise: Invoices are visible } }");
    write(
      "owners: { o: { routes: [r] } }\nroutes: { r: { slack: { webhook: env:A } } }",
      join(home, ".config/luota/conf.d/o.yaml"),
    );
    write("nonsense", join(home, ".config/luota/conf.d/o.yaml.bak"));
    expect(configCheck({}, world())).toBe(0);
    expect(out).toBe(
      `${main()}, ${dirname(main())}/conf.d/o.yaml: sound (1 monitor, 1 owner, 1 route)\n`,
    );
    expect(err).toBe("");
  });

  test("tells notes beside it", () => {
    write("monitors: { a: {} }");
    expect(configCheck({}, world())).toBe(0);
    expect(err).toContain("note: `a` has no promise");
  });

  test("tells each problem at its place, and ends with 78", () => {
    const file = write("monitors:\n  a: { evry: 15m }\n");
    expect(configCheck({ config: file }, world())).toBe(78);
    expect(err).toBe(`${file}:2:8: unknown key \`evry\`
      a: { evry: 15m }
           ^^^^
  did you mean \`every\`?
luota: 1 problem in the config
`);
    expect(out).toBe("");
  });

  test("tells the same as JSON", () => {
    const file = write("monitors:\n  a: { evry: 15m }\n");
    expect(configCheck({ json: true }, world())).toBe(78);
    expect(JSON.parse(out)).toMatchObject({
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
    const nowhere = { ...world(), environment: { XDG_CONFIG_HOME: home } };
    if (existsSync("/etc/luota/luota.yaml")) return;
    expect(configCheck({}, nowhere)).toBe(78);
    expect(err).toContain(join(home, "luota/luota.yaml"));
    expect(err).toContain("`luota init` writes one");
  });

  test.each([
    ["that is not there", () => join(home, "none.yaml"), "there is no such file"],
    ["that is a folder", () => home, "it is no regular file"],
    ["that is a device", () => "/dev/zero", "it is no regular file"],
  ])("refuses a file %s", (_, file, reason) => {
    expect(configCheck({ config: file() }, world())).toBe(78);
    expect(err).toContain(`${file()}:1:1: this file can't be read: ${reason}`);
  });

  test("refuses what is no text", () => {
    const file = join(home, "x.yaml");
    writeFileSync(file, Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]));
    expect(configCheck({ config: file }, world())).toBe(78);
    expect(err).toContain("this file is not UTF-8 text");
  });
});

describe("luota config show, diff and schema", () => {
  test("show what is in force with its defaults, and secrets by their places", () => {
    write("monitors: { a: { every: 60m } }\nroutes: { r: { slack: { webhook: env:HOOK } } }");
    expect(configShow({}, world())).toBe(0);
    expect(out).toContain("every: 1h");
    expect(out).toContain("whenOff: tell");
    expect(out).toContain("webhook: env:HOOK");
    out = "";
    expect(configShow({ json: true }, world())).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      timezone: "Europe/Helsinki",
      monitors: { a: { every: "1h", severity: 3 } },
    });
  });

  test("show what would change, key by key", () => {
    const before = configOf("monitors: { a: { every: 1h, grace: 3m }, gone: { every: 1h } }");
    write("monitors: { a: { every: 60m, grace: 5m }, b: { every: 1m } }");
    expect(configDiff(before, {}, world())).toBe(0);
    expect(out).toContain(
      "~ monitors.a.grace: 3m -> 5m\n- monitors.gone\n+ monitors.b\n    severity: 3\n    every: 1m\n",
    );
    out = "";
    expect(configDiff(before, { json: true }, world())).toBe(0);
    expect(JSON.parse(out)).toContainEqual({
      kind: "changed",
      path: ["monitors", "a", "grace"],
      before: "3m",
      after: "5m",
    });
    out = "";
    expect(configDiff(configOf(readFileSync(main(), "utf8")), {}, world())).toBe(0);
    expect([out, err]).toEqual(["", expect.stringContaining("nothing would change")]);
    expect(configDiff(null, {}, world())).toBe(0);
    expect(out).toContain("+ timezone: Europe/Helsinki\n");
  });

  test("the schema is JSON on stdout", () => {
    expect(configSchema(world())).toBe(0);
    expect(JSON.parse(out)).toHaveProperty("properties.monitors");
  });
});

describe("luota add", () => {
  test("adds one monitor and keeps every other line, the mode and the link", () => {
    const real = write(
      "# ours\nowners: { o: { } } # all\n\nmonitors:\n  a: { every: 1h } # first\n",
      join(home, "real.yaml"),
    );
    mkdirSync(dirname(main()), { recursive: true });
    symlinkSync(real, main());
    chmodSync(real, 0o640);
    expect(
      add(
        "b",
        { every: "15m", owner: "o", promise: "Invoices are visible", severity: "2" },
        world(),
      ),
    ).toBe(0);
    expect(readFileSync(main(), "utf8")).toBe(`# ours
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
    expect(out).toContain("luota run b -- ");
    expect(readdirSync(home)).toEqual([".config", "real.yaml"]);
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
    write(text);
    expect(add(name, options, world())).toBe(78);
    expect(err).toMatch(words);
    expect(readFileSync(main(), "utf8")).toBe(text);
  });

  test("refuses a name that a file of conf.d has", () => {
    write("timezone: UTC\n");
    write("monitors: { b: {} }", join(dirname(main()), "conf.d/b.yaml"));
    expect(add("b", { every: "5m" }, world())).toBe(78);
  });

  test("refuses to touch a broken config", () => {
    write("monitors: [");
    expect(add("b", { every: "15m" }, world())).toBe(78);
    expect(readFileSync(main(), "utf8")).toBe("monitors: [");
  });
});

describe("luota init", () => {
  const initWorld = (answers: readonly string[] | null) => {
    const left = [...(answers ?? [])];
    const ask = answers === null ? null : () => Promise.resolve(left.shift() ?? "");
    return { ...world(), uid: 1000, exists: existsSync, ask };
  };

  test("writes a sound config for this user alone", async () => {
    expect(await init({}, initWorld(null))).toBe(0);
    expect(statSync(main()).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(main())).mode & 0o777).toBe(0o700);
    expect(told(readFileSync(main(), "utf8"))).toEqual(["owner-without-routes"]);
    expect(out).toContain(main());
  });

  test.each<[string, InitOptions, readonly string[] | null]>([
    [
      "flags",
      {
        workspace: "acme: prod",
        timezone: "UTC",
        owner: "Revenue Operations",
        slack: "env:HOOK",
        mailTo: "a@b.example",
        smtp: "mail.b.example",
      },
      null,
    ],
    [
      "answers",
      {},
      ["acme: prod", "UTC", "Revenue Operations", "HOOK", "a@b.example", "", "mail.b.example"],
    ],
  ])("takes %s", async (_, options, answers) => {
    expect(await init(options, initWorld(answers))).toBe(0);
    const config = configOf(readFileSync(main(), "utf8"));
    expect(config).toMatchObject({
      workspace: "acme: prod",
      timezone: "UTC",
      envFile: join(dirname(main()), "luota.env"),
      owners: [
        { name: "revenue-operations", title: "Revenue Operations", routes: ["slack", "mail"] },
      ],
      routes: [
        { target: { kind: "slack", webhook: { kind: "env", name: "HOOK" } } },
        {
          target: {
            kind: "email",
            from: "a@b.example",
            to: ["a@b.example"],
            smtp: { host: "mail.b.example" },
          },
        },
      ],
    });
  });

  test("takes a monitor afterwards", async () => {
    expect(await init({}, initWorld(null))).toBe(0);
    expect(add("billing-sync", { every: "15m" }, world())).toBe(0);
    expect(configOf(readFileSync(main(), "utf8")).monitors).toMatchObject([
      { name: "billing-sync", owner: "me" },
    ]);
  });

  test("never overwrites", async () => {
    write("mine");
    expect(await init({}, initWorld(null))).toBe(78);
    expect(await init({}, { ...initWorld(null), exists: () => false })).toBe(78);
    expect(readFileSync(main(), "utf8")).toBe("mine");
    expect(err).toContain("is there already and stays as it is");
  });

  test("refuses an answer that makes no sound config", async () => {
    expect(await init({ timezone: "Helsinki time" }, initWorld(null))).toBe(64);
    expect(existsSync(main())).toBe(false);
  });
});

describe("a config is written", () => {
  test("not over what somebody else wrote meanwhile", () => {
    const file = write("theirs");
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
    const file = write("a file");
    expect(createFile(join(file, "x"), "", modes)).toMatchObject({
      failure: { kind: "not-written" },
    });
    expect(replaceFile(join(home, "none"), "", "")).toMatchObject({
      failure: { kind: "not-written" },
    });
  });
});
