import { expect, test } from "vitest";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import {
  armDrill,
  drillDueAt,
  drillKinds,
  endDrill,
  judgeDrill,
  nextDrillBy,
  type DrillScene,
} from "../../src/domain/drill.ts";
import { scoreDrill } from "../../src/domain/drill-score.ts";
import { reconcile } from "../../src/domain/reconcile.ts";
import { day, second } from "./judge-story.ts";
import { at } from "./judge-words.ts";

const calm: DrillScene = {
  hasOpenIncident: false,
  goingOn: null,
  pausedUntil: null,
  silencedUntil: null,
};
const request = { id: "drill-1", monitor: "billing-sync", kind: "missed", by: "ada" } as const;
const now = at("03:00");
const rules = { monitor: defaultMonitor("billing-sync"), drill: "drill-1" };

function armed(kind: (typeof drillKinds)[number] = "missed") {
  const drill = armDrill({ ...request, kind }, calm, now);
  if (!drill.ok) throw new Error("refused");
  return drill.value;
}

test.each<[string, Partial<DrillScene>, object]>([
  ["an open incident", { hasOpenIncident: true }, { kind: "open-incident" }],
  ["another drill", { goingOn: "drill-0" }, { kind: "drill-going-on", id: "drill-0" }],
  ["a pause", { pausedUntil: 5 }, { kind: "paused", until: 5 }],
  ["a silence", { silencedUntil: 5 }, { kind: "silenced", until: 5 }],
])("%s refuses a drill, with the reason", (_name, scene, failure) => {
  expect(armDrill(request, { ...calm, ...scene }, now)).toEqual({ ok: false, failure });
});

test.each(drillKinds)("a drill of kind %s breaks within a second of its look", (kind) => {
  const drill = armed(kind);
  const due = drillDueAt(drill) ?? 0;
  expect(due - now).toBeLessThanOrEqual(second + 1);
  expect(judgeDrill(drill, due - 1).turns).toEqual([]);
  const { drill: broken, turns } = judgeDrill(drill, due);
  expect(turns).toMatchObject([{ kind: "began", cause: kind, at: drill.breaksAt }]);
  expect(judgeDrill(broken, due + 1)).toEqual({ drill: broken, turns: [] });
  expect(drillDueAt(broken)).toBeNull();
});

test("its incident is marked, and resolves when it is over", () => {
  const { drill, turns } = judgeDrill(armed(), now + 2 * second);
  const [opened] = reconcile(rules, null, turns, now + 2 * second);
  expect(opened?.incident).toMatchObject({ drill: "drill-1", kind: "missed", state: "opened" });
  const ended = endDrill(drill, now + 9 * second);
  const last = reconcile(rules, opened?.incident ?? null, ended.turns, now + 9 * second).at(-1);
  expect(last?.incident).toMatchObject({ state: "resolved", resolvedAt: now + 9 * second });
});

test("a drill that nobody saw ends without a word", () => {
  expect(endDrill(armed(), now)).toMatchObject({ turns: [], drill: { state: "over" } });
});

test("the score says what was proven, and what was not", () => {
  const drill = armed();
  const { turns } = judgeDrill(drill, now + 3 * second);
  const incident = reconcile(rules, null, turns, now + 3 * second)[0]?.incident ?? null;
  const receipts = [
    { route: "slack", receivedAt: drill.breaksAt + 2_500 },
    { route: "mail", receivedAt: null },
  ];
  expect(scoreDrill(drill, incident, receipts)).toEqual({
    noticedAfterMs: 2 * second,
    routes: [
      { route: "slack", afterMs: 2_500 },
      { route: "mail", afterMs: null },
    ],
    acknowledgedAfterMs: null,
    resolvedAfterMs: null,
    notProven: [
      { kind: "no-receipt", route: "mail" },
      { kind: "not-acknowledged" },
      { kind: "not-resolved" },
    ],
  });
  expect(scoreDrill(drill, null, []).notProven.slice(0, 2)).toEqual([
    { kind: "nobody-noticed" },
    { kind: "no-route" },
  ]);
});

test.each<[string, number | null, number | null, number | null]>([
  ["nobody asked for drills", null, null, null],
  ["never drilled: since the monitor is known", 30 * day, null, 31 * day],
  ["since the last drill", 30 * day, 5 * day, 35 * day],
])("the next drill: %s", (_name, every, last, expected) => {
  expect(nextDrillBy(every, last, day)).toBe(expected);
});
