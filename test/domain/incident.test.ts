import { describe, expect, test } from "vitest";
import type { Turn } from "../../src/domain/cause.ts";
import {
  acknowledgeIncident,
  noteOnIncident,
  remindOfIncident,
  renameIncident,
  resolveByPerson,
  withdrawIncident,
} from "../../src/domain/incident-action.ts";
import type { Change, Incident } from "../../src/domain/incident.ts";
import { noDetail } from "../../src/domain/judge-work.ts";
import { reconcile } from "../../src/domain/reconcile.ts";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import { hour } from "./judge-story.ts";
import { at } from "./judge-words.ts";

const rules = { monitor: defaultMonitor("billing-sync"), drill: null };
const byHand = { monitor: { ...rules.monitor, resolve: "manual" as const }, drill: null };

const fails = (time: string, gap: number | null = null): Turn => ({
  kind: "began",
  cause: "failing",
  at: at(time),
  gap,
  detail: noDetail,
});

const heals = (time: string): Turn[] => [
  { kind: "ended", cause: "failing", at: at(time), by: { kind: "beat" } },
  { kind: "proof", at: at(time), run: null },
];

const proves = (time: string): Turn => ({ kind: "proof", at: at(time), run: null });

function kindsOf(turns: readonly Turn[], latest: Incident | null = null, with_ = rules): string[] {
  return reconcile(with_, latest, turns, at("23:00")).map((change) => change.kind);
}

function after(turns: readonly Turn[], with_ = rules): Incident {
  const change = reconcile(with_, null, turns, at("23:00")).at(-1);
  if (change === undefined) throw new Error("nothing changed");
  return change.incident;
}

describe("reconcile", () => {
  test.each<[string, readonly Turn[], readonly string[]]>([
    ["a break opens an incident", [fails("01:00")], ["opened"]],
    [
      "its end and a proof resolve it",
      [fails("01:00"), ...heals("02:00")],
      ["opened", "cause-ended", "resolved"],
    ],
    [
      "breaking again within 1 h reopens the same incident",
      [fails("01:00"), ...heals("02:00"), fails("03:00")],
      ["opened", "cause-ended", "resolved", "reopened"],
    ],
    [
      "later is a new incident",
      [fails("01:00"), ...heals("02:00"), fails("03:00:01")],
      ["opened", "cause-ended", "resolved", "opened"],
    ],
    [
      "or within 3 gaps, where that is less",
      [fails("01:00"), ...heals("02:00"), fails("02:15:01", 5 * 60_000)],
      ["opened", "cause-ended", "resolved", "opened"],
    ],
    [
      "the same again while it is open is an occurrence",
      [
        fails("01:00"),
        { ...(fails("01:20") as Turn & { kind: "began" }), kind: "again", count: 3 },
      ],
      ["opened", "occurrence"],
    ],
    ["a proof without an incident is nothing", [proves("01:00")], []],
    [
      "what ended before the resolution was known belongs to what is over",
      [fails("01:00"), ...heals("02:00"), fails("01:30"), ...heals("01:40")],
      ["opened", "cause-ended", "resolved", "occurrence"],
    ],
  ])("%s", (_rule, turns, expected) => {
    expect(kindsOf(turns)).toEqual(expected);
  });

  test("at the third reopening it is flapping; then three proofs in a row resolve it", () => {
    const flaps = [
      fails("01:00"),
      ...heals("01:10"),
      fails("01:20"),
      ...heals("01:30"),
      fails("01:40"),
      ...heals("01:50"),
      fails("02:00"),
    ];
    expect(kindsOf(flaps).filter((kind) => kind !== "cause-ended")).toEqual([
      "opened",
      "resolved",
      "reopened",
      "resolved",
      "reopened",
      "resolved",
      "flapping",
    ]);
    const flapping = after(flaps);
    const again = [...heals("02:10"), fails("02:20"), ...heals("02:30")];
    expect(kindsOf(again, flapping)).toEqual([
      "cause-ended",
      "calmer",
      "occurrence",
      "cause-ended",
      "calmer",
    ]);
    const calm = [...again, proves("02:40"), proves("02:50")];
    expect(kindsOf(calm, flapping).slice(5)).toEqual(["calmer", "resolved"]);
  });

  test("every change has the next revision, and the reason with it", () => {
    const changes = reconcile(rules, null, [fails("01:00"), ...heals("02:00")], at("02:05"));
    expect(changes.map((change) => change.incident.revision)).toEqual([1, 2, 3]);
    expect(changes.map((change) => [change.at, change.noticedAt])).toEqual([
      [at("01:00"), at("02:05")],
      [at("02:00"), at("02:05")],
      [at("02:00"), at("02:05")],
    ]);
    expect(changes[2]).toMatchObject({ resolution: { kind: "healed", run: null } });
  });

  test("resolve: manual waits for a person, also after every cause has ended", () => {
    const open = after([fails("01:00"), ...heals("02:00")], byHand);
    expect(open.state).toBe("opened");
    expect(open.causes.every((cause) => cause.until !== null)).toBe(true);
    const resolved = resolveByPerson(open, { by: "ada", note: null }, at("03:00"));
    expect(resolved).toMatchObject({ ok: true, value: { incident: { state: "resolved" } } });
  });

  test("a start ends a miss, and a proof resolves it", () => {
    const missed: Turn = { ...(fails("01:12") as Turn & { kind: "began" }), cause: "missed" };
    const started: Turn = {
      kind: "ended",
      cause: "missed",
      at: at("01:30"),
      by: { kind: "run", run: "r" },
    };
    const open = after([missed, started]);
    expect(open.state).toBe("opened");
    expect(open.causes).toMatchObject([{ kind: "missed", until: at("01:30") }]);
    expect(kindsOf([proves("01:35")], open)).toEqual(["resolved"]);
  });

  test("a reopened incident asks again whoever had acknowledged it", () => {
    const open = after([fails("01:00")]);
    const taken = acknowledgeIncident(open, { by: "ada", note: null }, at("01:05"));
    if (!taken.ok) throw new Error("refused");
    const again = reconcile(
      rules,
      taken.value.incident,
      [...heals("02:00"), fails("02:10")],
      at("02:11"),
    );
    expect(again.at(-1)?.incident).toMatchObject({ state: "opened", acknowledgedBy: null });
  });

  test("an incident that goes on for long keeps a bounded list of causes", () => {
    const turns = Array.from({ length: 50 }, (_, index): Turn[] => [
      { ...(fails("01:00") as Turn & { kind: "began" }), at: at("01:00") + index * 1_000 },
      { kind: "ended", cause: "failing", at: at("01:00") + index * 1_000, by: { kind: "beat" } },
    ]).flat();
    const open = after(turns, byHand);
    expect(open.causes).toHaveLength(20);
    expect(open.occurrences).toBe(50);
  });
});

describe("what people do", () => {
  const open = after([fails("01:00")]);
  const by = { by: "ada", note: "on it" };
  const done = (result: { ok: boolean; value?: Change }): Change => {
    if (!result.ok || result.value === undefined) throw new Error("refused");
    return result.value;
  };

  test("acknowledging stops the reminders", () => {
    const change = done(acknowledgeIncident(open, by, at("01:05")));
    expect(change).toMatchObject({
      kind: "acknowledged",
      by: "ada",
      note: "on it",
      incident: { state: "acknowledged", acknowledgedAt: at("01:05"), remindAt: null },
    });
  });

  test("a second acknowledgement says who was first", () => {
    const taken = done(acknowledgeIncident(open, by, at("01:05"))).incident;
    expect(acknowledgeIncident(taken, { by: "bob", note: null }, at("01:06"))).toEqual({
      ok: false,
      failure: { kind: "already-acknowledged", by: "ada", at: at("01:05") },
    });
  });

  test("what a person resolves has no open causes", () => {
    const { incident } = done(resolveByPerson(open, by, at("01:05")));
    expect(incident).toMatchObject({
      state: "resolved",
      resolvedAt: at("01:05"),
      causes: [{ until: at("01:05"), endedBy: null }],
    });
    const failure = { kind: "already-resolved", at: at("01:05") };
    expect(resolveByPerson(incident, by, at("01:06"))).toEqual({ ok: false, failure });
    expect(acknowledgeIncident(incident, by, at("01:06"))).toEqual({ ok: false, failure });
  });

  test("what still fails after a person resolved it reopens", () => {
    const { incident } = done(resolveByPerson(open, by, at("01:05")));
    const again: Turn = {
      ...(fails("01:30") as Turn & { kind: "began" }),
      kind: "again",
      count: 1,
    };
    expect(kindsOf([again], incident)).toEqual(["reopened"]);
  });

  test("a note needs words", () => {
    expect(noteOnIncident(open, { by: "ada", note: " " }, at("01:05")).ok).toBe(false);
    expect(done(noteOnIncident(open, { by: "ada", note: "paid" }, at("01:05"))).kind).toBe("noted");
  });

  test("the open incident of a removed monitor closes as withdrawn, and never reopens", () => {
    const change = withdrawIncident(open, at("01:05"));
    expect(change?.incident).toMatchObject({
      state: "resolved",
      resolution: { kind: "withdrawn" },
    });
    expect(kindsOf([fails("01:10")], change?.incident)).toEqual(["opened"]);
    expect(withdrawIncident(change?.incident ?? open, at("01:06"))).toBeNull();
  });

  test("a renamed monitor takes its incident along", () => {
    const change = renameIncident(open, "invoices", at("01:05"));
    expect(change).toMatchObject({ kind: "renamed", from: "billing-sync" });
    expect(change.incident.monitor).toBe("invoices");
  });

  test("a reminder comes when it is due, and sets the next", () => {
    const day = 24 * hour;
    expect(remindOfIncident(open, day, at("+1 22:59"))).toBeNull();
    const change = remindOfIncident(open, day, at("+1 23:00"));
    expect(change?.incident.remindAt).toBe(at("+2 23:00"));
    const taken = done(acknowledgeIncident(open, by, at("01:05"))).incident;
    expect(remindOfIncident(taken, day, at("+5 00:00"))).toBeNull();
  });
});
