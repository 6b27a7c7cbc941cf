import { describe, expect, it } from "vitest";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { valueOf } from "../store/sample.ts";
import { hour, minute, promise, quarterly, second, WatchedHost } from "./watched-host.ts";

describe("a tick", () => {
  it("opens an incident for a missed slot, owes it to the owner, and resolves it at the next run", async () => {
    using host = new WatchedHost();
    await host.apply([quarterly("billing")]);
    await host.tick();
    await host.tickFor(15 * minute);
    host.run("billing");
    await host.tickFor(15 * minute);
    expect(await host.incidents()).toEqual([]);
    await host.tickFor(3 * minute);
    expect(await host.incidents()).toEqual([]);
    const opening = await host.tick(1);
    const happenedAt = host.now - 1;
    expect(opening.incidents).toMatchObject([
      { number: 1, incident: { kind: "missed", happenedAt } },
    ]);
    expect(await host.told()).toEqual([
      "opened chat",
      "opened mail a@acme.example",
      "opened mail b@acme.example",
      "escalated pager",
    ]);
    expect(host.deliver()).toBe(3);
    await host.tick(minute);
    host.run("billing");
    await host.tick(2 * second);
    expect(await host.incidents()).toMatchObject([{ state: "resolved", occurrences: 1 }]);
    expect((await host.told()).slice(3)).toEqual([
      "resolved chat",
      "resolved mail a@acme.example",
      "resolved mail b@acme.example",
    ]);
    expect(await host.told(["cancelled"])).toEqual(["escalated pager"]);
    expect(await host.slots("billing")).toEqual(["06:15 met", "06:30 late"]);
    expect(host.audited()).toEqual([
      "store-created",
      "config-applied",
      "watch-began",
      "incident-opened",
      "incident-cause-ended",
      "incident-resolved",
    ]);
    expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
  });

  it("says when to tick again, and changes nothing when it is told twice", async () => {
    using host = new WatchedHost();
    await host.apply([quarterly("billing"), promise("on-demand")]);
    const first = await host.tick();
    expect(first).toMatchObject({ judged: 2, wakeAt: host.now + 18 * minute + 1 });
    const before = host.store.database.serialize();
    expect(await host.tick()).toMatchObject({ judged: 0, incidents: [], wakeAt: first.wakeAt });
    expect(host.store.database.serialize().equals(before)).toBe(true);
  });

  it("opens one incident for each monitor that breaks at once, and one group of notices for their owner", async () => {
    using host = new WatchedHost();
    const names = ["a", "b", "c", "d"];
    await host.apply(names.map((name) => promise(name)));
    await host.tick();
    for (const name of names) host.run(name, 1);
    await host.tick(minute);
    expect(await host.incidents()).toHaveLength(4);
    expect(await host.groups()).toEqual([`revenue@${host.now}`]);
    host.deliver();
    host.now += 4 * second;
    host.run("d", 0);
    await host.tick(0);
    host.run("a", 0);
    await host.tick(4 * second);
    // What follows within ten seconds leaves together when they are over.
    const late = host.now + 2 * second;
    expect((await host.groups()).at(-1)).toBe(`revenue@${late}`);
    expect(await host.told(["waiting"])).toEqual([
      ...names.map(() => "escalated pager").slice(2),
      ...["resolved chat", "resolved mail a@acme.example", "resolved mail b@acme.example"],
      ...["resolved chat", "resolved mail a@acme.example", "resolved mail b@acme.example"],
    ]);
  });

  it("counts another bad run as an occurrence, not as another incident", async () => {
    using host = new WatchedHost();
    await host.apply([promise("billing")]);
    await host.tick();
    for (let runs = 0; runs < 5; runs += 1) {
      host.run("billing", 1);
      await host.tick(minute);
    }
    expect(await host.incidents()).toMatchObject([{ kind: "failing", occurrences: 5 }]);
    expect((await host.told()).filter((each) => each.startsWith("opened"))).toHaveLength(3);
  });

  it("judges what is only recorded too, and tells nobody", async () => {
    using host = new WatchedHost();
    host.run("ad-hoc", 1);
    await host.tick();
    expect(await host.incidents()).toMatchObject([{ monitor: "ad-hoc", kind: "failing" }]);
    expect(await host.told()).toEqual([]);
  });

  it("does not judge what was recorded before the config asked for it", async () => {
    using host = new WatchedHost();
    host.run("billing", 1);
    host.now += minute;
    await host.apply([promise("billing")]);
    await host.tick(minute);
    expect(await host.incidents()).toEqual([]);
  });

  it("goes on with the others where one monitor can't be judged, and tells of it once", async () => {
    using host = new WatchedHost();
    await host.apply([quarterly("bad"), quarterly("good")]);
    await host.tick();
    const spoil = `UPDATE monitor_states SET state = '{' WHERE monitor =
      (SELECT number FROM monitors WHERE name = 'bad')`;
    host.store.database.exec(spoil);
    host.run("bad", 1);
    host.run("good", 1);
    const ticked = await host.tick(second);
    expect(ticked.failures).toMatchObject([{ monitor: "bad", error: /JSON/u }]);
    expect(await host.incidents()).toMatchObject([{ monitor: "good" }]);
    expect((await host.tick(second)).failures).toEqual([]);
    expect((await host.tick(minute)).failures).toEqual([]);
    expect(host.audited().filter((kind) => kind === "judge-failed")).toHaveLength(1);
  });

  it("tells of an open incident again until somebody has it", async () => {
    using host = new WatchedHost();
    await host.apply([promise("billing", { remindMs: hour })]);
    await host.tick();
    host.run("billing", 1);
    await host.tickFor(2 * hour + minute);
    const reminders = (await host.told()).filter((each) => each.startsWith("reminder chat"));
    expect(reminders).toHaveLength(2);
  });
});
