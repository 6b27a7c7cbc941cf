import { describe, expect, test } from "vitest";
import { composeDigest } from "../../src/domain/digest.ts";
import type { DigestFacts, DigestMonitor, DigestRoute } from "../../src/domain/digest-facts.ts";
import { newRouteRecord } from "../../src/domain/route-record.ts";
import { sampleIncident } from "../cli/sample-incident.ts";

const day = 86_400_000;
const until = Date.parse("2026-11-23T06:00:00Z");
const from = until - 7 * day;

const monitor = (name: string, change: Partial<DigestMonitor> = {}): DigestMonitor => ({
  ...{ name, owner: null, runs: 100, slots: { met: 100 }, warned: null },
  ...{ lastDrillAt: null, drillBy: null, restoredAt: null },
  ...change,
});
const route = (name: string, change: Partial<DigestRoute> = {}): DigestRoute => ({
  ...{ route: name, delivered: 0, failed: 0, waiting: 0, record: null },
  ...change,
});
const quiet: DigestFacts = {
  span: { from, until },
  monitors: [monitor("billing-sync"), monitor("nightly-backup")],
  ...{ incidents: [], outages: [], routes: [] },
};
const section = (facts: Partial<DigestFacts>, title: string) =>
  composeDigest({ ...quiet, ...facts }).sections.find((each) => each.title === title)?.lines ?? [];

test("a quiet week is short", () => {
  expect(composeDigest(quiet)).toEqual({
    title: "All 2 promises were kept (2026-11-16 to 2026-11-23)",
    sections: [
      { title: "Promises", lines: ["2 of 2 kept without an incident, 200 runs"] },
      { title: "Slots", lines: ["200 met"] },
      { title: "When luota did not watch", lines: ["never: it watched all the time"] },
    ],
  });
});

test("without promises there is nothing to tell", () => {
  expect(composeDigest({ ...quiet, monitors: [] })).toEqual({
    title: "No promise is under watch yet (2026-11-16 to 2026-11-23)",
    sections: [],
  });
});

test("broken promises: how often, how long, and what is still open", () => {
  const hour = 3_600_000;
  const incident = (happenedAt: number, resolvedAt: number | null, change = {}) =>
    sampleIncident({
      ...{ happenedAt, resolvedAt, state: resolvedAt === null ? "opened" : "resolved" },
      ...change,
    });
  const incidents = [
    { number: 9, incident: incident(until - 2 * hour, null) },
    { number: 8, incident: incident(until - day, until - day + hour) },
    { number: 7, incident: incident(from, from + hour, { monitor: "imports", severity: 4 }) },
  ];
  const monitors = [...quiet.monitors, monitor("imports")];
  const digest = composeDigest({ ...quiet, monitors, incidents });
  expect(digest.title).toBe("1 of 3 promises were kept all the time (2026-11-16 to 2026-11-23)");
  expect(digest.sections[0]?.lines).toEqual([
    "1 of 3 kept without an incident, 300 runs",
    "billing-sync: 2 incidents, 3h in all; INC-9 is still open",
  ]);
  expect(section({ monitors, incidents }, "Of severity 4, told only here")).toEqual([
    "INC-7 imports missed its run: resolved after 1h",
  ]);
});

describe("each section", () => {
  const at = until - 2 * day;
  const record = newRouteRecord("pager", "d");
  const many = Array.from({ length: 12 }, (_, index) =>
    monitor(`m${index}`, { slots: { met: 10, missed: 12 - index } }),
  );
  const gap = (kind: "host" | "luota", hours: number) => ({
    ...{ kind, from: at, until: at + hours * 3_600_000 },
  });
  test.each<[string, readonly string[], Partial<DigestFacts>]>([
    [
      "Slots",
      ["192 met, 1 late, 3 missed, 4 unknown", "billing-sync: 3 missed, 1 late, of 96"],
      {
        monitors: [
          monitor("billing-sync", { slots: { met: 92, missed: 3, late: 1 } }),
          monitor("nightly-backup", { slots: { met: 100, unknown: 4 } }),
        ],
      },
    ],
    ["Slots", [], { monitors: [monitor("by-hand", { slots: {} })] }],
    [
      "Slots",
      [
        "120 met, 78 missed",
        ...many
          .slice(0, 10)
          .map(({ name }, index) => `${name}: ${12 - index} missed, of ${22 - index}`),
        "and 2 more",
      ],
      { monitors: many },
    ],
    [
      "Warned runs",
      ["nightly-backup: 2 runs, the last at 2026-11-21 06:00:00 UTC"],
      { monitors: [monitor("nightly-backup", { warned: { count: 2, last: at } })] },
    ],
    [
      "Restored for proof",
      ["nightly-backup: 2026-11-21 06:00:00 UTC"],
      {
        monitors: [
          monitor("nightly-backup", { restoredAt: at }),
          monitor("old", { restoredAt: from - 1 }),
        ],
      },
    ],
    [
      "Drills",
      [
        "billing-sync: done, 2026-11-21 06:00:00 UTC",
        "reports: overdue for 3 days, never done: luota drill reports",
        "nightly-backup: overdue today: luota drill nightly-backup",
      ],
      {
        monitors: [
          monitor("billing-sync", { lastDrillAt: at, drillBy: until + day }),
          monitor("nightly-backup", { lastDrillAt: from - day, drillBy: until - 60_000 }),
          monitor("reports", { drillBy: until - 3 * day }),
        ],
      },
    ],
    [
      "Not known",
      ["export: 1 slot unheard"],
      { monitors: [monitor("export", { slots: { unknown: 1 } })] },
    ],
    [
      "When luota did not watch",
      [
        "the host was off from 2026-11-21 06:00:00 to 2026-11-21 07:00:00 UTC (1h)",
        "luota was down from 2026-11-21 06:00:00 to 2026-11-21 08:00:00 UTC (2h)",
      ],
      { outages: [gap("host", 1), gap("luota", 2)] },
    ],
    [
      "Routes",
      [
        "pager: broken since 2026-11-21 06:00:00 UTC: HTTP 404; 2 failed, 1 waiting",
        "mail: 12 delivered; last receipt 2d ago; proved 2d ago",
        "ops-slack: nothing was to be told; last receipt 2d ago; nobody has answered through it yet",
        "router: nothing was to be told; never tried",
      ],
      {
        routes: [
          route("mail", {
            delivered: 12,
            record: { ...record, acceptedAt: at, provedAt: at },
          }),
          route("ops-slack", { record: { ...record, acceptedAt: at } }),
          route("pager", {
            ...{ failed: 2, waiting: 1 },
            record: { ...record, brokenSince: at, lastReason: "HTTP 404" },
          }),
          route("router"),
        ],
      },
    ],
  ])("%s: %j", (title, lines, facts) => {
    expect(section(facts, title)).toEqual(lines);
  });
});
