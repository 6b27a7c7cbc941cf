import { describe, expect, it } from "vitest";
import { acknowledge } from "../../src/daemon/act.ts";
import { makeRules } from "../../src/daemon/rules.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { actor, configOf, hour, promise, second } from "../daemon/watched-host.ts";
import {
  chat,
  denied,
  gone,
  later,
  mail,
  minute,
  OutboxHost,
  silent,
  taken,
  told,
} from "./outbox-rig.ts";
import { valueOf } from "./sample.ts";

describe("a claim", () => {
  it("gives each message to one holder until the lease has passed", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    const first = await host.claimOne();
    expect(told([first])).toEqual(["opened INC-1"]);
    expect(await host.claim()).toEqual([]);
    expect(await host.next()).toBe(first.lease.until);
    host.now += minute;
    const second = await host.claimOne();
    expect(second.number).not.toBe(first.number);
    const refused = await host.watch.beginAttempt(first, host.now);
    expect(refused).toEqual({ ok: false, failure: { kind: "not-held" } });
    await host.send(second, taken);
    expect(await host.states()).toEqual(["opened delivered"]);
    expect(await host.next()).toBeNull();
  });

  it("that is over begins nothing any more, whether or not somebody else has the message", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    await host.send(await host.claimOne(), later, 0);
    const first = await host.claimOne();
    const notHeld = { ok: false, failure: { kind: "not-held" } };
    host.now += minute;
    expect(await host.watch.beginAttempt(first, host.now)).toEqual(notHeld);
    const other = await host.claimOne();
    expect(other.number).toBe(first.number);
    expect(await host.watch.beginAttempt(first, host.now)).toEqual(notHeld);
    await host.send(other, taken);
    expect(await host.watch.beginAttempt(other, host.now)).toEqual(notHeld);
  });

  it("is settled late only where nobody else has the message by now", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    const first = await host.claimOne();
    const begun = await host.begin(first);
    host.now += minute;
    const other = await host.claimOne();
    expect(other).toMatchObject({ number: first.number, id: first.id, attempts: 1 });
    expect(other.mayHaveArrived).toBe(true);
    const late = await host.settle(first, begun, taken, null);
    expect(late).toEqual({ ok: false, failure: { kind: "not-held" } });
    await host.send(other, taken);
    const attempts = valueOf(await host.watch.attempts({ incident: 1, limit: 9 }));
    expect(attempts.map(({ number, state }) => [number, state])).toEqual([
      [2, "delivered"],
      [1, "begun"],
    ]);
  });

  it("gives each recipient its own message, and one route's none to another", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    const parcels = await host.claim([mail]);
    expect(parcels.map(({ recipient }) => recipient)).toEqual(["a@acme.example", "b@acme.example"]);
    expect(await host.claim([chat])).toHaveLength(1);
  });

  it("puts what broke in one tick into one message where the route groups", async () => {
    using host = await OutboxHost.with("a", "b", "c");
    await host.break("a", "b", "c");
    const parcels = await host.claim([{ ...chat, groups: true }]);
    expect(parcels).toHaveLength(1);
    expect(told(parcels)).toEqual(["opened INC-1", "opened INC-2", "opened INC-3"]);
    expect(await host.claim([mail], 2)).toHaveLength(2);
    expect(await host.claim([mail])).toHaveLength(4);
  });

  it("given back is anybody's at once", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    const parcel = await host.claimOne();
    valueOf(await host.watch.releaseParcels([parcel]));
    expect(await host.next()).toBe(parcel.items[0]?.notices[0]?.dueAt);
    const again = await host.claimOne();
    valueOf(await host.watch.releaseParcels([parcel]));
    await host.send(again, taken);
  });

  it("leaves alone what a silence holds back, and what is not due yet", async () => {
    using host = await OutboxHost.with("a");
    const asked = { monitor: "a", until: host.now + hour, reason: "work" };
    valueOf(await host.watch.silence(asked, { by: actor, now: host.now }));
    await host.break("a");
    expect(await host.claim([chat, mail])).toEqual([]);
    expect(await host.next()).toBeGreaterThanOrEqual(host.now + hour - 2 * minute);
  });
});

describe("what is told", () => {
  it.each([
    ["a break and its end before anything left", [], "healed INC-1", null],
    ["its end after a try that did not get there", [later], "healed INC-1", null],
    ["its end after the break was heard", [taken], "resolved INC-1", 1],
  ] as const)("is one true story: %s", async (_, before, story, threads) => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    for (const outcome of before) await host.send(await host.claimOne(), outcome);
    await host.heal("a");
    const parcel = await host.claimOne();
    expect(told([parcel])).toEqual([story]);
    expect(parcel.thread?.before.length ?? null).toBe(threads);
    await host.send(parcel, taken);
    expect((await host.states()).filter((state) => state.includes("waiting"))).toEqual([]);
    expect(await host.claim()).toEqual([]);
  });

  it("of what may have arrived is told again first, under the same id, and the end after it", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    const first = await host.claimOne();
    await host.send(first, silent, hour);
    expect(await host.outbox()).toEqual(["opened tried"]);
    await host.heal("a");
    expect(await host.claim()).toEqual([]);
    expect(await host.next()).toBeGreaterThan(host.now);
    host.now += hour;
    const again = await host.claimOne();
    expect(again).toMatchObject({ id: first.id, attempts: 1, mayHaveArrived: true });
    expect(told([again])).toEqual(["opened INC-1"]);
    await host.send(again, taken);
    const end = await host.claimOne();
    expect(told([end])).toEqual(["resolved INC-1"]);
    expect(end.thread).toEqual({ root: first.id, rootReference: "ts-1", before: [first.id] });
    await host.send(end, taken);
    expect(await host.states()).toEqual(["opened delivered", "resolved delivered"]);
  });

  it("heals truly where the end came while the break was on its way", async () => {
    using host = await OutboxHost.with("a", "b");
    for (const [name, outcome, story] of [
      ["a", taken, "resolved INC-1"],
      ["b", later, "healed INC-2"],
    ] as const) {
      await host.break(name);
      const parcel = await host.claimOne();
      const begun = await host.begin(parcel);
      await host.heal(name);
      valueOf(await host.settle(parcel, begun, outcome, second));
      host.now += 10 * second;
      const next = await host.claimOne();
      expect(told([next])).toEqual([story]);
      await host.send(next, taken);
    }
    expect(await host.claim()).toEqual([]);
  });

  it("waits behind a message about the same incident, and about no other", async () => {
    using host = await OutboxHost.with("a", "b");
    await host.break("a", "b");
    const [one] = await host.claim([chat], 1, hour);
    await host.heal("a", "b");
    expect(told(await host.claim())).toEqual(["healed INC-2"]);
    expect(one === undefined ? [] : told([one])).toEqual(["opened INC-1"]);
  });

  it("is not sent any more once it was taken back, though it was claimed", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    const parcel = await host.claimOne();
    await host.heal("a");
    expect(await host.watch.beginAttempt(parcel, host.now)).toMatchObject({ ok: false });
    const healed = await host.claimOne();
    expect(told([healed])).toEqual(["healed INC-1"]);
    await host.send(healed, taken);
    expect(await host.states()).toEqual(["opened cancelled", "healed delivered"]);
  });

  it("pages nobody again who may have been paged, once somebody has it", async () => {
    using host = await OutboxHost.with("a");
    const pager = { route: "pager", digest: "p", groups: false };
    await host.break("a");
    for (const parcel of await host.claim([chat, mail])) await host.send(parcel, taken);
    host.now += 15 * minute;
    const page = await host.claimOne(pager);
    expect(told([page])).toEqual(["escalated INC-1"]);
    await host.send(page, silent, 5 * minute);
    const rules = makeRules(1, configOf([promise("a")]), "db1");
    const deed = { by: actor, now: host.now };
    valueOf(await acknowledge(host.watch, rules, { number: 1, by: "ann", note: null }, deed));
    host.now += 5 * minute;
    expect(told(await host.claim([pager]))).toEqual(["acknowledged INC-1"]);
    expect((await host.states("pager"))[0]).toBe("escalated unknown");
  });
});

describe("an attempt", () => {
  it.each([
    ["delivered", taken, null, "opened delivered", "opened tried"],
    ["to be tried later", later, second, "opened waiting", "opened waiting"],
    ["tried for a day", later, null, "opened given-up", "opened refused"],
    ["unanswered", silent, second, "opened waiting", "opened tried"],
    ["unanswered for a day", silent, null, "opened unknown", "opened tried"],
    ["refused", denied, second, "opened refused", "opened refused"],
    ["refused as broken", gone, null, "opened waiting", "opened waiting"],
  ] as const)("%s leaves the notice as it is", async (_, outcome, retry, state, outbox) => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    await host.send(await host.claimOne(), outcome, retry);
    expect(await host.states()).toEqual([state]);
    expect(await host.outbox()).toEqual([outbox]);
    expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
  });

  it("that may have arrived is never called refused or given up later", async () => {
    using host = await OutboxHost.with("a", "b");
    await host.break("a", "b");
    for (const parcel of await host.claim()) await host.send(parcel, silent, 0);
    const [one, other] = await host.claim();
    if (one === undefined || other === undefined) throw new Error("two are due");
    await host.send(one, denied);
    await host.send(other, later, null);
    expect(await host.states()).toEqual(["opened unknown", "opened unknown"]);
  });

  it("names the end of the chain, and what it cost is kept within bounds", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    const parcel = await host.claimOne();
    const begun = valueOf(await host.watch.beginAttempt(parcel, host.now));
    const intact = valueOf(verifyAudit(host.store));
    if (intact.kind !== "intact") throw new Error("broken");
    expect(begun.witness).toEqual(intact.head);
    const receipt = { text: "ä€".repeat(9_999), status: 200, reference: null };
    valueOf(await host.settle(parcel, begun.id, { kind: "delivered", receipt }, null));
    const record = valueOf(await host.watch.incident(1));
    const [attempt] = record?.attempts ?? [];
    const text = attempt?.receipt?.text ?? "";
    expect(Buffer.byteLength(text)).toBeGreaterThan(4_080);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_096);
    expect(text.startsWith("ä€ä€") && !text.includes("\uFFFD")).toBe(true);
    expect(attempt).toMatchObject({ route: "chat", number: 1, state: "delivered", notices: [1] });
    expect(host.audited().at(-1)).toBe("notice-delivered");
  });
});
