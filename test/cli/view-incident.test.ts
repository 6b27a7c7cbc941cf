import { describe, expect, test } from "vitest";
import { renderScore, renderSteps, drillSteps } from "../../src/cli/view/drill.ts";
import { breakWords } from "../../src/domain/words/incident.ts";
import { standingWords } from "../../src/domain/words/standing.ts";
import { renderIncident } from "../../src/cli/view/incident.ts";
import { renderIncidents } from "../../src/cli/view/incidents.ts";
import { lookOf } from "../../src/cli/view/look.ts";
import { nextSteps } from "../../src/domain/next-steps.ts";
import { renderQueue } from "../../src/cli/view/queue.ts";
import { renderStatus } from "../../src/cli/view/status.ts";
import { scoreDrill } from "../../src/domain/drill-score.ts";
import type { Drill } from "../../src/domain/drill.ts";
import type { Incident } from "../../src/domain/incident.ts";
import { displayWidth } from "../../src/text/width.ts";
import { sampleIncident, sampleStanding, wholeIncident } from "./sample-incident.ts";
import { now, sampleMonitor } from "./sample-run.ts";

const look = (width: number) => lookOf({ width, colour: false, unicode: true });
const hostile = "\u001b[2J\u202eevil\r\n\u0007";

const since = now - 840_000;
const causeOf = (
  kind: Incident["kind"],
  count: number,
  detail: Partial<Incident["causes"][number]["detail"]> = {},
): Partial<Incident> => ({
  kind,
  causes: sampleIncident().causes.map((cause) => ({
    ...cause,
    ...{ kind, count, since },
    detail: { ...cause.detail, ...detail },
  })),
});

describe("what broke, in a few words", () => {
  test.each<[string, Partial<Incident>]>([
    ["missed its run", {}],
    ["missed 3 runs", causeOf("missed", 3)],
    ["timed out", causeOf("failing", 1, { outcome: "timed_out" })],
    ["failed 4 times", causeOf("failing", 4, { outcome: "failed" })],
    ["ended well, but is not proven", causeOf("unproven", 1)],
    ["ended too soon to be true", causeOf("too-fast", 1)],
    ["was lost while it ran", causeOf("lost", 1)],
    ["runs longer than it may", causeOf("overrunning", 1)],
    ["is stale", causeOf("stale", 1)],
    ["can't be looked at", causeOf("unreadable", 1)],
  ])("%s", (words, change) => {
    expect(breakWords(sampleIncident(change))).toBe(words);
  });

  test.each<[string, Partial<Incident>]>([
    ["sev 2 · open 14m", {}],
    ["sev 1 · open 14m · flapping", { severity: 1, flapping: true }],
    [
      "sev 2 · resolved after 4m · drill",
      { state: "resolved", resolvedAt: now - 600_000, drill: "d" },
    ],
  ])("%s", (words, change) => {
    expect(standingWords(sampleIncident(change), now)).toBe(words);
  });
});

describe("what to do next", () => {
  const endings = (change: Partial<Incident>, resolve: "auto" | "manual" = "auto") => {
    const whole = wholeIncident(change);
    return nextSteps({ ...whole, rules: { ...whole.rules, resolve } }).map(({ command, text }) =>
      command === "" ? text : command,
    );
  };
  test.each<[string, readonly string[], readonly string[]]>([
    [
      "a miss",
      ["luota ack INC-17", "luota runbook INC-17", "luota rerun INC-17"],
      endings({}).slice(0, 3),
    ],
    ["a miss ends by itself", ["it ends by itself with the start of a run"], endings({}).slice(-1)],
    [
      "an acknowledged one",
      ["luota runbook INC-17"],
      endings({ state: "acknowledged" }).slice(0, 1),
    ],
    ["a manual one", ["luota resolve INC-17"], endings({}, "manual").slice(-1)],
    [
      "a flapping one whose causes ended",
      ["it ends by itself with three good runs in a row"],
      endings({ flapping: true, causes: [] }).slice(-1),
    ],
    [
      "a drill",
      ["luota ack INC-17", "luota runbook INC-17", "luota resolve INC-17"],
      endings({ drill: "d" }),
    ],
    ["a resolved one", [], endings({ state: "resolved" })],
  ])("%s", (_, expected, steps) => {
    expect(steps).toEqual(expected);
  });
});

test("the queue shows some in full and counts the rest", () => {
  const shown = renderQueue([wholeIncident(), wholeIncident()], 7, look(80), now);
  expect(shown.match(/^INC-17 {2}billing-sync missed its run +sev 2 · open 14m$/gmu)).toHaveLength(
    2,
  );
  expect(shown).toContain("\nand 5 more: luota incidents --open\n");
  expect(renderQueue([], 0, look(80), now)).toBe("");
});

describe("the score of a drill", () => {
  const drill: Drill = {
    id: "d1",
    monitor: "billing-sync",
    kind: "missed",
    by: "maya",
    state: "over",
    ...{ startedAt: now, slot: now, breaksAt: now + 1_000 },
  };

  test("says what nobody did", () => {
    const record = { drill, incident: null, endedAt: now, notices: [] };
    const shown = renderScore(record, scoreDrill(drill, null, []), look(200));
    expect(shown).toContain("  noticed       by nobody\n");
    expect(shown).toContain("that anybody would notice; that anybody would be told");
  });

  test("says what was not proven of what was noticed", () => {
    const incident = sampleIncident({
      drill: "d1",
      noticedAt: now + 2_400,
      acknowledgedAt: now + 5_000,
    });
    const record = { drill, incident: { number: 4, incident }, endedAt: now, notices: [] };
    const score = scoreDrill(drill, incident, [{ route: "ops-slack", receivedAt: null }]);
    const shown = renderScore(record, score, look(200));
    expect(shown).toContain("(INC-4)\n  noticed       1.4s after the break\n");
    expect(shown).toContain("  receipt       ops-slack: none\n");
    expect(shown).toContain("  acknowledged  4s after the break\n");
    expect(shown).toContain(
      "that ops-slack delivers: it gave no receipt; that it ends: it is still open",
    );
  });
});

describe.each([40, 60, 80, 120])("at %i columns", (width) => {
  const long = { monitor: `acme/北海道/${"the-sync-of-all-things-".repeat(4)}` };
  const evil = wholeIncident(
    { monitor: `billing${hostile}`, acknowledgedBy: hostile, acknowledgedAt: now },
    hostile,
  );
  const rows = [
    { monitor: sampleMonitor("short", ["succeeded"]), standing: sampleStanding() },
    {
      monitor: sampleMonitor(long.monitor, ["failed", "running"]),
      standing: sampleStanding({ verdict: "overrunning", incident: 1234, drillOverdue: true }),
    },
    { monitor: sampleMonitor("bare", []), standing: null },
  ];

  test.each([
    ["an incident", renderIncident(wholeIncident(long), look(width), now)],
    ["a hostile incident", renderIncident(evil, look(width), now)],
    ["the queue", renderQueue([wholeIncident(long), evil], 2, look(width), now)],
    ["the table", renderIncidents([wholeIncident(long), evil], look(width), now)],
    ["status", renderStatus(rows, look(width), now)],
  ])("no line of %s is wider, ends in space or acts on the terminal", (_, shown) => {
    for (const line of shown.trimEnd().split("\n")) {
      expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(line).not.toMatch(/\s$|[\p{Cc}\u202e]/u);
    }
  });
});

test("the steps of a drill say what is missing", () => {
  const steps = drillSteps({
    ...{ monitor: "sync", configured: false, lacks: ["owner"], lastSuccess: null, kind: "stale" },
    exported: null,
  });
  expect(renderSteps("sync", steps, look(80)))
    .toBe(`drill/sync  something is missing, and it runs all the same
  01 ○ create sync        it is not in the config: luota add sync --every 15m
  02 ○ one healthy run    none is recorded: luota run sync -- COMMAND
  03 ○ let it go stale    now
  04 - export the record  once it broke: luota export sync`);
});
