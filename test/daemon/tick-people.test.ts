import { describe, expect, it } from "vitest";
import { acknowledge, note, resolve } from "../../src/daemon/act.ts";
import { beginDrill, finishDrill } from "../../src/daemon/drill.ts";
import { makeRules } from "../../src/daemon/rules.ts";
import type { Monitor } from "../../src/domain/monitor.ts";
import { valueOf } from "../store/sample.ts";
import {
  actor,
  configOf,
  hour,
  minute,
  promise,
  quarterly,
  second,
  WatchedHost,
} from "./watched-host.ts";

/** A host that watches these, with the rules that its commands go by. */
async function scene(host: WatchedHost, monitors: readonly Monitor[]) {
  await host.apply(monitors);
  await host.tick();
  const number = valueOf(await host.watch.configNumber());
  return makeRules(number, configOf(monitors), "db1");
}

const by = { by: "ann", note: null };

describe("an incident that somebody has taken", () => {
  it("reminds and escalates no more, and says to those who heard of it who has it", async () => {
    using host = new WatchedHost();
    const rules = await scene(host, [promise("billing", { remindMs: hour })]);
    host.run("billing", 1);
    await host.tick(second);
    host.deliver();
    await host.tick(minute);
    const deed = { by: actor, now: host.now };
    const taken = valueOf(await acknowledge(host.watch, rules, { number: 1, ...by }, deed));
    expect(taken.incident).toMatchObject({ state: "acknowledged", acknowledgedBy: "ann" });
    expect((await host.told()).slice(3)).toEqual([
      "acknowledged chat",
      "acknowledged mail a@acme.example",
      "acknowledged mail b@acme.example",
    ]);
    expect(await host.told(["cancelled"])).toEqual(["escalated pager"]);
    const again = await acknowledge(host.watch, rules, { number: 1, ...by }, deed);
    expect(again).toMatchObject({ ok: false, failure: { kind: "already-acknowledged" } });
    await host.tickFor(2 * hour);
    expect((await host.told()).filter((each) => each.startsWith("reminder"))).toEqual([]);
    expect(host.audited().slice(-2)).toEqual(["incident-opened", "incident-acknowledged"]);
  });

  it("may be closed by a person, and the next break is told anew", async () => {
    using host = new WatchedHost();
    const rules = await scene(host, [promise("billing", { resolve: "manual" })]);
    host.run("billing", 1);
    await host.tick(second);
    host.run("billing", 0);
    await host.tick(second);
    expect(await host.incidents()).toMatchObject([{ state: "opened" }]);
    const deed = { by: actor, now: host.now };
    valueOf(await note(host.watch, rules, { number: 1, by: "ann", note: "restored" }, deed));
    valueOf(await resolve(host.watch, rules, { number: 1, ...by }, deed));
    const record = valueOf(await host.watch.incident(1));
    expect(record?.timeline.map((entry) => entry.kind)).toEqual([
      "opened",
      "cause-ended",
      "noted",
      "resolved",
    ]);
    await host.tickFor(2 * hour);
    host.run("billing", 1);
    await host.tick(second);
    expect(await host.incidents()).toMatchObject([{ state: "opened" }, { state: "resolved" }]);
  });

  it("is not there under a number that nobody was given", async () => {
    using host = new WatchedHost();
    const rules = await scene(host, []);
    const deed = { by: actor, now: host.now };
    expect(await resolve(host.watch, rules, { number: 7, ...by }, deed)).toEqual({
      ok: false,
      failure: { kind: "no-such-incident", number: 7 },
    });
  });
});

describe("a pause", () => {
  it("excuses the slots in it, and ends when it said or when somebody ends it", async () => {
    using host = new WatchedHost();
    await scene(host, [quarterly("billing")]);
    const until = host.now + 5 * hour;
    const asked = { monitor: "billing", until, reason: "moving house" };
    valueOf(await host.watch.pause(asked, { by: actor, now: host.now }));
    await host.tickFor(50 * minute);
    expect(await host.incidents()).toEqual([]);
    expect(await host.slots("billing")).toEqual([
      "06:15 excused",
      "06:30 excused",
      "06:45 excused",
    ]);
    const deed = { by: actor, now: host.now };
    const ended = valueOf(await host.watch.resume({ monitor: "billing", note: null }, deed));
    expect(ended).toMatchObject([{ reason: "moving house" }]);
    expect(ended[0]?.until).toBeGreaterThan(host.now);
    expect(valueOf(await host.watch.resume({ monitor: "billing", note: null }, deed))).toEqual([]);
    await host.tickFor(29 * minute);
    expect(await host.incidents()).toMatchObject([{ kind: "missed" }]);
    expect(host.audited()).toContain("pause-ended");
  });

  it("needs a monitor", async () => {
    using host = new WatchedHost();
    const deed = { by: actor, now: host.now };
    const asked = { monitor: "nobody", until: host.now + hour, reason: null };
    expect(await host.watch.pause(asked, deed)).toMatchObject({
      ok: false,
      failure: { kind: "no-such-monitor", monitor: "nobody" },
    });
  });
});

describe("a silence", () => {
  it("holds back what is owed until it ends, and lets it go when it is ended before", async () => {
    using host = new WatchedHost();
    await scene(host, [promise("billing"), promise("backup")]);
    const until = host.now + 5 * hour;
    const deed = { by: actor, now: host.now };
    valueOf(await host.watch.silence({ monitor: "bill*", until, reason: "migration" }, deed));
    host.run("billing", 1);
    host.run("backup", 1);
    await host.tick(second);
    expect(await host.incidents()).toHaveLength(2);
    expect(host.deliver()).toBe(3);
    await host.tickFor(hour);
    const before = valueOf(await host.watch.notices({ states: ["waiting"], limit: 99 }));
    expect(before.filter((each) => each.heldUntil === until)).toHaveLength(4);
    const now = host.now + second;
    valueOf(await host.watch.endSilence({ monitor: "bill*", note: null }, { by: actor, now }));
    await host.tick(2 * second);
    const after = valueOf(await host.watch.notices({ states: ["waiting"], limit: 99 }));
    const due = after.filter((each) => each.monitor === "billing").map((each) => each.dueAt);
    expect(due.toSorted()).toEqual([host.now, host.now, host.now, host.now + 15 * minute]);
    expect(after.filter((each) => each.heldUntil !== null)).toEqual([]);
  });

  it("holds nothing back any more once it is over", async () => {
    using host = new WatchedHost();
    await scene(host, [promise("billing")]);
    const until = host.now + hour;
    const deed = { by: actor, now: host.now };
    valueOf(await host.watch.silence({ monitor: "billing", until, reason: "x" }, deed));
    host.run("billing", 1);
    await host.tick(second);
    expect(host.deliver()).toBe(0);
    await host.tickFor(hour);
    expect(host.deliver()).toBe(3);
  });
});

describe("a drill", () => {
  const asked = { id: "d1", monitor: "billing", kind: "missed", by: "ann" } as const;

  it("breaks beside the monitor's own story, is told, and leaves it untouched", async () => {
    using host = new WatchedHost();
    const rules = await scene(host, [quarterly("billing")]);
    const deed = { by: actor, now: host.now };
    valueOf(await beginDrill(host.watch, rules, asked, deed));
    expect(await beginDrill(host.watch, rules, { ...asked, id: "d2" }, deed)).toMatchObject({
      ok: false,
      failure: { kind: "drill-going-on", id: "d1" },
    });
    const ticked = await host.tick(2 * second);
    expect(ticked.incidents).toMatchObject([
      { number: 1, incident: { drill: "d1", kind: "missed", happenedAt: deed.now + second } },
    ]);
    expect(await host.told()).toContain("opened chat");
    host.deliver();
    await host.tickFor(15 * minute);
    host.run("billing");
    await host.tick(2 * second);
    // A healthy run is none of its business.
    expect(await host.incidents()).toMatchObject([{ drill: "d1", state: "opened" }]);
    const over = { by: actor, now: host.now };
    const record = valueOf(await finishDrill(host.watch, rules, "d1", over));
    expect(record).toMatchObject({
      drill: { state: "over" },
      incident: { incident: { state: "resolved" } },
      endedAt: host.now,
    });
    expect((await host.told()).filter((each) => each.startsWith("resolved"))).toHaveLength(3);
    expect(await finishDrill(host.watch, rules, "d1", over)).toMatchObject({
      failure: { kind: "over-already" },
    });
    expect(await host.slots("billing")).toEqual(["06:15 met"]);
    const [row] = valueOf(await host.watch.overview({ now: host.now }));
    expect(row).toMatchObject({ openIncident: null, state: { causes: [] } });
    expect(row?.lastDrillAt).toBe(deed.now + 2 * second);
    expect(host.audited().filter((kind) => kind.startsWith("drill"))).toEqual([
      "drill-armed",
      "drill-broken",
      "drill-ended",
    ]);
  });

  it("does not begin while a real incident is open, and a real one may open while it goes on", async () => {
    using host = new WatchedHost();
    const rules = await scene(host, [promise("billing"), promise("backup")]);
    host.run("billing", 1);
    await host.tick(second);
    const deed = { by: actor, now: host.now };
    expect(await beginDrill(host.watch, rules, asked, deed)).toMatchObject({
      failure: { kind: "open-incident" },
    });
    valueOf(await beginDrill(host.watch, rules, { ...asked, monitor: "backup" }, deed));
    await host.tick(2 * second);
    host.run("backup", 1);
    await host.tick(second);
    expect(await host.incidents()).toMatchObject([
      { monitor: "backup", drill: null, kind: "failing" },
      { monitor: "backup", drill: "d1", kind: "missed" },
      { monitor: "billing", drill: null },
    ]);
  });

  it("ends where a person resolves the real incidents, also with its promise", async () => {
    using host = new WatchedHost();
    const manual = promise("billing", { resolve: "manual" });
    const rules = await scene(host, [manual, promise("backup")]);
    const deed = { by: actor, now: host.now };
    valueOf(await beginDrill(host.watch, rules, asked, deed));
    await host.tick(2 * second);
    host.run("billing", 1);
    await host.tick(second);
    host.run("billing");
    await host.tick(second);
    valueOf(await finishDrill(host.watch, rules, "d1", { by: actor, now: host.now }));
    const states = async () =>
      (await host.incidents()).map((each) => `${each.drill ?? "real"} ${each.state}`);
    expect(await states()).toEqual(["real opened", "d1 resolved"]);
    const [open] = valueOf(await host.watch.incidents({ drills: "without", limit: 1 }));
    valueOf(await resolve(host.watch, rules, { number: open?.number ?? 0, ...by }, deed));
    await host.tick(5 * second);
    const again = { by: actor, now: host.now };
    valueOf(await beginDrill(host.watch, rules, { ...asked, id: "d2" }, again));
    await host.tick(5 * second);
    await scene(host, [promise("backup")]);
    await host.tick(5 * second);
    expect(await states()).toEqual(["d2 resolved", "real resolved", "d1 resolved"]);
  });

  it("ends also where nobody saw it break, and where a person closed its incident", async () => {
    using host = new WatchedHost();
    const rules = await scene(host, [promise("billing", { resolve: "manual" })]);
    const deed = { by: actor, now: host.now };
    valueOf(await beginDrill(host.watch, rules, asked, deed));
    expect(valueOf(await finishDrill(host.watch, rules, "d1", deed))).toMatchObject({
      drill: { state: "over" },
      incident: null,
    });
    await host.tick(5 * second);
    expect(await host.incidents()).toEqual([]);
    const next = { by: actor, now: host.now };
    valueOf(await beginDrill(host.watch, rules, { ...asked, id: "d2" }, next));
    await host.tick(5 * second);
    const later = { by: actor, now: host.now };
    valueOf(await resolve(host.watch, rules, { number: 1, ...by }, later));
    valueOf(await finishDrill(host.watch, rules, "d2", later));
    expect(valueOf(await host.watch.drills({ limit: 9 })).map((each) => each.drill.state)).toEqual([
      "over",
      "over",
    ]);
  });
});
