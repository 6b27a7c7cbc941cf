import { describe, expect, test } from "vitest";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import { hearingOf, unheardOf } from "../../src/domain/hearing.ts";
import type { Monitor } from "../../src/domain/monitor.ts";
import { couldBeHeard, readinessOf } from "../../src/domain/readiness.ts";
import { newRouteRecord, type RouteRecord } from "../../src/domain/route-record.ts";

const day = 86_400_000;
const now = Date.parse("2026-11-20T14:18:02Z");
const failing = { failingSince: now - 60_000, lastReason: "503" };

describe("how a route stands", () => {
  test.each<readonly [string, Partial<RouteRecord>, object, boolean]>([
    ["was never tried", {}, { kind: "configured" }, false],
    ["answered", { reachedAt: now - day }, { kind: "reachable", at: now - day }, false],
    ["answered long ago", { reachedAt: now - 35 * day }, { kind: "configured" }, false],
    ["took a message", { acceptedAt: now - day }, { kind: "accepted", at: now - day }, true],
    [
      "took one 35 days ago, but for a moment",
      { acceptedAt: now - 35 * day + 1 },
      { kind: "accepted", at: now - 35 * day + 1 },
      true,
    ],
    [
      "took one 35 days ago",
      { acceptedAt: now - 35 * day, reachedAt: now - day },
      { kind: "stale", at: now - 35 * day },
      false,
    ],
    [
      "was answered by a person",
      { provedAt: now - 2 * day, provedBy: "Maya", acceptedAt: now - day },
      { kind: "proved", at: now - 2 * day, by: "Maya" },
      true,
    ],
    [
      "was answered long ago, and still takes messages",
      { provedAt: now - 40 * day, provedBy: "Maya", acceptedAt: now - day },
      { kind: "accepted", at: now - day },
      true,
    ],
    [
      "was answered long ago, and took nothing since",
      { provedAt: now - 40 * day, provedBy: "Maya", acceptedAt: now - 41 * day },
      { kind: "stale", at: now - 40 * day },
      false,
    ],
    [
      "failed twice",
      { acceptedAt: now - day, failuresInRow: 2, ...failing },
      { kind: "accepted", at: now - day },
      true,
    ],
    [
      "failed three times in a row",
      { provedAt: now - day, provedBy: "Maya", failuresInRow: 3, ...failing },
      { kind: "broken", since: now - 60_000, reason: "503" },
      false,
    ],
    [
      "takes nothing",
      { acceptedAt: now - day, brokenSince: now - 5, failuresInRow: 1, lastReason: "no_service" },
      { kind: "broken", since: now - 5, reason: "no_service" },
      false,
    ],
  ])("that %s", (_, record, readiness, heard) => {
    const known = { ...newRouteRecord("ops", "one"), ...record };
    expect(readinessOf(known, "one", now)).toEqual(readiness);
    expect(couldBeHeard(readinessOf(known, "one", now))).toBe(heard);
    expect(readinessOf(known, "another", now)).toEqual({ kind: "configured" });
  });

  test("of which nothing is known", () => {
    expect(readinessOf(null, "one", now)).toEqual({ kind: "configured" });
  });
});

describe("who hears", () => {
  const owners = [
    { name: "revenue", title: "Revenue", routes: ["chat", "pager"], remindMs: null, escalate: [] },
    { name: "nobody", title: "Nobody", routes: [], remindMs: null, escalate: [] },
  ];
  const target = { kind: "discord", url: { kind: "env", name: "HOOK" } } as const;
  const routes = [
    { name: "chat", pager: false, target },
    { name: "pager", pager: true, target },
  ];

  test.each<readonly [string, Partial<Monitor>, readonly string[] | null]>([
    ["severity 2: all routes of its owner", { severity: 2 }, ["chat", "pager"]],
    ["severity 3: all but pagers", { severity: 3 }, ["chat"]],
    ["severity 4: only the digest", { severity: 4 }, null],
    ["its own routes in place of its owner's", { severity: 3, routes: ["pager"] }, []],
    ["an owner without routes", { owner: "nobody" }, []],
    ["no owner", { owner: null }, []],
  ])("%s", (_, change, heard) => {
    const monitor = { ...defaultMonitor("sync"), owner: "revenue", ...change };
    const hearing = hearingOf({ monitors: [monitor], owners, routes });
    expect(hearing).toEqual(heard === null ? [] : [{ monitor: "sync", routes: heard }]);
  });

  test("nobody, where no route of a monitor could be heard", () => {
    const hearing = [
      { monitor: "sync", routes: ["chat", "pager"] },
      { monitor: "export", routes: ["mail"] },
      { monitor: "odd", routes: [] },
    ];
    expect(unheardOf(hearing, (route) => route === "pager")).toEqual(["export", "odd"]);
  });
});
