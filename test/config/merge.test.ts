import { describe, expect, test } from "vitest";
import { configOf, told } from "./read.ts";

describe("files of conf.d", () => {
  test("add monitors, owners, routes and silences to the main file", () => {
    const config = configOf("defaults: { owner: ops }\nmonitors: { a: {} }", {
      "conf.d/ops.yaml":
        "owners: { ops: { routes: [hook] } }\nroutes: { hook: { slack: { webhook: env:H } } }",
      "conf.d/team.yaml":
        "monitors: { b: { every: 5m } }\nsilences: [{ reason: x, from: 2026-01-01, until: 2026-01-02 }]",
    });
    expect(config.monitors.map(({ name, owner }) => [name, owner])).toEqual([
      ["a", "ops"],
      ["b", "ops"],
    ]);
    expect(config.owners[0]?.routes).toEqual(["hook"]);
    expect(config.silences).toHaveLength(1);
  });

  test("may be empty, or commented out", () => {
    expect(
      told("timezone: UTC", { "conf.d/a.yaml": "", "conf.d/b.yaml": "# monitors:\n" }),
    ).toEqual([]);
  });

  test.each([
    [
      "a monitor twice",
      "monitors: { x: {} }",
      "monitors: { x: {} }",
      "conf.d/a.yaml:1:13: the monitor `x` is there twice, first at luota.yaml:1:13",
    ],
    [
      "an owner twice",
      "owners: { x: {} }",
      "owners: { x: {} }",
      "conf.d/a.yaml:1:11: the owner `x` is there twice, first at luota.yaml:1:11",
    ],
    [
      "a route twice",
      "routes: { x: { slack: { webhook: env:A } } }",
      "routes:\n  x: { slack: { webhook: env:A } }",
      "conf.d/a.yaml:2:3: the route `x` is there twice, first at luota.yaml:1:11",
    ],
    [
      "a setting",
      "{}",
      "timezone: UTC",
      "conf.d/a.yaml:1:1: `timezone` is a setting of the main file",
    ],
    [
      "defaults",
      "{}",
      "defaults: { owner: x }",
      "conf.d/a.yaml:1:1: `defaults` is a setting of the main file",
    ],
    ["a list", "{}", "- x", "conf.d/a.yaml:1:1: the file holds a list where keys are expected"],
    [
      "an earlier name that is another's",
      "monitors: { x: {} }",
      "monitors: { y: { was: x } }",
      "conf.d/a.yaml:1:23: `x` can't be an earlier name: its history belongs to `x`",
    ],
  ])("refuse %s", (_, main, fragment, expected) => {
    expect(told(main, { "conf.d/a.yaml": fragment })).toContain(expected);
  });

  test("are told of in their order, each problem in its own file", () => {
    expect(
      told("monitors: { x: { sevrity: 1 } }", {
        "conf.d/a.yaml": "monitors: { y: { evry: 1m } }",
        "conf.d/b.yaml": "monitors: [",
      }).map((line) => line.split(":")[0]),
    ).toEqual(["luota.yaml", "conf.d/a.yaml", "conf.d/b.yaml"]);
  });
});
