import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { add } from "../../src/cli/commands/add.ts";
import { init, type InitOptions } from "../../src/cli/commands/init.ts";
import { Home } from "./home.ts";
import { configOf, told } from "./read.ts";

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => {
  home[Symbol.dispose]();
});

describe("luota init", () => {
  const initWorld = (answers: readonly string[] | null) => {
    const left = [...(answers ?? [])];
    const ask = answers === null ? null : () => Promise.resolve(left.shift() ?? "");
    return { ...home.world, uid: 1000, exists: existsSync, ask };
  };

  test("writes a sound config for this user alone", async () => {
    expect(await init({}, initWorld(null))).toBe(0);
    expect(statSync(home.main).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(home.main)).mode & 0o777).toBe(0o700);
    expect(told(readFileSync(home.main, "utf8"))).toEqual(["owner-without-routes"]);
    expect(home.out).toContain(home.main);
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
    const config = configOf(readFileSync(home.main, "utf8"));
    expect(config).toMatchObject({
      workspace: "acme: prod",
      timezone: "UTC",
      envFile: join(dirname(home.main), "luota.env"),
      owners: [
        { name: "revenue-operations", title: "Revenue Operations", routes: ["slack", "mail"] },
      ],
      routes: [
        { target: { kind: "slack", via: { url: { kind: "env", name: "HOOK" } } } },
        {
          target: {
            kind: "email",
            from: "a@b.example",
            to: ["a@b.example"],
            mailer: { kind: "smtp", smtp: { host: "mail.b.example" } },
          },
        },
      ],
    });
  });

  test("takes a monitor afterwards", async () => {
    expect(await init({}, initWorld(null))).toBe(0);
    expect(add("billing-sync", { every: "15m" }, home.world)).toBe(0);
    expect(configOf(readFileSync(home.main, "utf8")).monitors).toMatchObject([
      { name: "billing-sync", owner: "me" },
    ]);
  });

  test("never overwrites", async () => {
    home.write("mine");
    expect(await init({}, initWorld(null))).toBe(78);
    expect(await init({}, { ...initWorld(null), exists: () => false })).toBe(78);
    expect(readFileSync(home.main, "utf8")).toBe("mine");
    expect(home.err).toContain("is there already and stays as it is");
  });

  test("refuses an answer that makes no sound config", async () => {
    expect(await init({ timezone: "Helsinki time" }, initWorld(null))).toBe(64);
    expect(existsSync(home.main)).toBe(false);
  });
});
