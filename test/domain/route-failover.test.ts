import { describe, expect, test } from "vitest";
import type { Owner } from "../../src/domain/owner.ts";
import { takersOf, type FailoverRules } from "../../src/domain/route-failover.ts";
import { routeMonitor, routeMonitorName, routeOfMonitor } from "../../src/domain/route-monitor.ts";
import type { Route } from "../../src/domain/route.ts";

function route(name: string, pager = false): Route {
  const url = { kind: "text", text: `https://${name}.example/` } as const;
  const plain = { secrets: [], signingKey: null, headers: {}, template: null };
  return { name, pager, target: { kind: "webhook", url, ...plain } };
}

function owner(name: string, routes: readonly string[], later: readonly string[] = []): Owner {
  const escalate = later.length === 0 ? [] : [{ afterMs: 60_000, routes: later }];
  return { name, title: name, routes, remindMs: null, escalate };
}

const routes = [route("chat"), route("mail"), route("desk"), route("pager", true)];

function rulesWith(
  owners: readonly Owner[],
  different: Partial<FailoverRules> = {},
): FailoverRules {
  return {
    ...{
      routes,
      owners,
      routesOf: () => null,
      recipientsOf: () => [""],
      broken: new Set<string>(),
    },
    ...different,
  };
}

describe("a notice that its route won't take goes to", () => {
  const ops = (...names: readonly string[]) => [owner("ops", names)];
  test.each<readonly [string, FailoverRules, readonly string[]]>([
    ["the owner's other routes", rulesWith(ops("chat", "mail", "desk")), ["mail", "desk"]],
    [
      "none that is broken too",
      rulesWith(ops("chat", "mail", "desk"), { broken: new Set(["mail"]) }),
      ["desk"],
    ],
    ["no pager while somebody else is left", rulesWith(ops("chat", "mail", "pager")), ["mail"]],
    ["a pager where nobody else is left", rulesWith(ops("chat", "pager")), ["pager"]],
    [
      "the routes of the owner's later steps",
      rulesWith([owner("ops", ["chat"], ["desk"])]),
      ["desk"],
    ],
    [
      "no later step while a usual route is left",
      rulesWith([owner("ops", ["chat", "mail"], ["desk"])]),
      ["mail"],
    ],
    [
      "the routes of the monitor too",
      rulesWith(ops("chat"), { routesOf: () => ["chat", "desk"] }),
      ["desk"],
    ],
    ["nobody where the owner has but this one", rulesWith(ops("chat")), []],
    ["nobody else's routes", rulesWith([owner("ops", ["chat"]), owner("dev", ["mail"])]), []],
  ])("%s", (_, rules, expected) => {
    const notice = { monitor: "billing", route: "chat", owner: "ops" };
    expect(takersOf(notice, rules).map((taker) => taker.route)).toEqual(expected);
  });

  test("every address of a route", () => {
    const rules = rulesWith([owner("ops", ["chat", "mail"])], { recipientsOf: () => ["a", "b"] });
    const notice = { monitor: "billing", route: "chat", owner: "ops" };
    expect(takersOf(notice, rules)).toEqual([
      { route: "mail", recipient: "a" },
      { route: "mail", recipient: "b" },
    ]);
  });
});

describe("the incident of a broken route is told by", () => {
  test.each<readonly [string, readonly Owner[], readonly string[]]>([
    ["the other routes of whoever uses it", [owner("ops", ["chat", "mail"])], ["mail"]],
    ["their later steps where they have no other", [owner("ops", ["chat"], ["pager"])], ["pager"]],
    ["any other route where they have none", [owner("ops", ["chat"])], ["mail", "desk", "pager"]],
    [
      "those of each owner who uses it",
      [owner("a", ["chat", "mail"]), owner("b", ["chat", "desk"])],
      ["mail", "desk"],
    ],
  ])("%s", (_, owners, expected) => {
    const monitor = routeMonitor("chat", { owners, routes });
    expect(monitor).toMatchObject({ name: "luota/route/chat", severity: 2, routes: expected });
  });

  test("a name that leads back to the route, and no other name does", () => {
    expect(routeOfMonitor(routeMonitorName("ops/chat"))).toBe("ops/chat");
    expect(routeOfMonitor("billing")).toBeNull();
  });
});
