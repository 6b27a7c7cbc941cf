import { describe, expect, it } from "vitest";
import { migrations } from "../../src/store/migrations/list.ts";
import { settleSchema } from "../../src/store/schema.ts";
import { openWatchStore } from "../../src/store/watch-store.ts";
import type { RouteRecord } from "../../src/domain/route-record.ts";
import { actor, day, hour, second } from "../daemon/watched-host.ts";
import { chat, denied, gone, later, mail, minute, OutboxHost, taken, told } from "./outbox-rig.ts";
import { noon, StoreFolder, valueOf } from "./sample.ts";

async function recordOf(host: OutboxHost, route = "chat"): Promise<RouteRecord | undefined> {
  return valueOf(await host.watch.routes()).find((record) => record.route === route);
}

async function undeliverable(host: OutboxHost): Promise<readonly string[]> {
  const notices = valueOf(await host.watch.undeliverable(host.now));
  return notices.map(({ kind, route, incident }) => `${kind} INC-${incident} ${route}`);
}

describe("a route", () => {
  it("that broke is left alone for a while, tried with one message, and open again once it is mended", async () => {
    using host = await OutboxHost.with("a", "b", "c");
    await host.break("a", "b", "c");
    const [first] = await host.claim([chat], 1);
    if (first === undefined) throw new Error("nothing is due");
    await host.send(first, gone);
    expect(await recordOf(host)).toMatchObject({
      ...{ digest: "c1", brokenSince: host.now, failuresInRow: 1, lastReason: "no_service" },
      closedUntil: host.now + minute,
    });
    expect(await host.claim()).toEqual([]);
    expect(await host.next()).toBe(host.now + minute);
    expect(await host.claim([mail])).toHaveLength(6);
    host.now += minute;
    const probe = await host.claimOne();
    expect(await host.claim()).toEqual([]);
    expect(await host.next()).toBe(probe.lease.until);
    await host.send(probe, taken);
    expect(await recordOf(host)).toMatchObject({ brokenSince: null, acceptedAt: host.now });
    for (const parcel of await host.claim()) await host.send(parcel, taken);
    expect(await host.states()).toEqual(Array(3).fill("opened delivered"));
    const kinds = host.audited().filter((kind) => kind.startsWith("route-"));
    expect(kinds).toEqual(["route-broken", "route-mended"]);
  });

  it("that broke for a day has refused its notices in the end", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    await host.send(await host.claimOne(), gone);
    host.now += day;
    await host.send(await host.claimOne(), gone);
    expect(await host.states()).toEqual(["opened refused"]);
    expect(host.audited().at(-1)).toBe("notice-refused");
  });

  it("is open again at once when its config is another one", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    await host.send(await host.claimOne(), gone, hour);
    host.now += minute - 1;
    expect(await host.claim()).toEqual([]);
    const mended = { ...chat, digest: "c2" };
    expect(await host.next()).toBe(host.now + 1);
    expect(await host.next([mended])).toBeLessThanOrEqual(host.now);
    await host.send(await host.claimOne(mended), taken);
    expect(await recordOf(host)).toMatchObject({ digest: "c2", brokenSince: null });
    expect(await host.states()).toEqual(["opened delivered"]);
  });

  it("that asks for time gets it, and no other one waits for it", async () => {
    using host = await OutboxHost.with("a", "b");
    await host.break("a", "b");
    const [first] = await host.claim([chat], 1);
    if (first === undefined) throw new Error("nothing is due");
    await host.send(first, { ...later, retryAfterMs: 20 * second } as typeof later);
    expect(await host.claim()).toEqual([]);
    expect(await host.next([chat, mail])).toBeLessThanOrEqual(host.now);
    for (const parcel of await host.claim([chat, mail])) await host.send(parcel, taken);
    expect(await host.next([chat, mail])).toBe(host.now + 20 * second);
  });

  it("is proved by a person, and a test message counts as accepted", async () => {
    using host = await OutboxHost.with();
    const deed = { by: actor, now: host.now };
    const note = { route: "chat", digest: "c1" };
    const receipt = { text: "ok", status: 200, reference: null };
    valueOf(await host.watch.noteRoute({ ...note, news: { kind: "accepted", receipt } }, deed));
    const news = { kind: "proved", by: "ann" } as const;
    const record = valueOf(await host.watch.noteRoute({ ...note, news }, deed));
    expect(record).toMatchObject({ provedBy: "ann", provedAt: host.now, acceptedReceipt: receipt });
    expect(await recordOf(host)).toEqual(record);
    expect(host.audited().at(-1)).toBe("route-proved");
    const other = { ...note, digest: "c2", news: { kind: "reached" } } as const;
    expect(valueOf(await host.watch.noteRoute(other, deed))).toMatchObject({
      ...{ provedAt: null, acceptedAt: null, reachedAt: host.now },
    });
  });
});

describe("what no route can take", () => {
  it("is told on the host once, when the last route that could is done for", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    await host.send(await host.claimOne(), denied);
    expect(await undeliverable(host)).toEqual([]);
    for (const parcel of await host.claim([mail])) await host.send(parcel, gone);
    expect(await undeliverable(host)).toEqual([
      ...["opened INC-1 chat", "opened INC-1 mail", "opened INC-1 mail"],
    ]);
    expect((await host.watch.health(host.now)).ok).toBe(true);
    const found = valueOf(await host.watch.undeliverable(host.now));
    const deed = { by: actor, now: host.now };
    expect(valueOf(await host.watch.toldOnHost(found, deed))).toHaveLength(3);
    expect(valueOf(await host.watch.toldOnHost(found, deed))).toEqual([]);
    expect(await undeliverable(host)).toEqual([]);
    expect(host.audited().filter((kind) => kind === "notice-told-on-host")).toHaveLength(1);
  });

  it("is not what somebody heard over another route, before or after", async () => {
    using host = await OutboxHost.with("a", "b");
    await host.break("a");
    await host.send(await host.claimOne(), denied);
    for (const parcel of await host.claim([mail])) await host.send(parcel, taken);
    await host.break("b");
    for (const parcel of await host.claim([mail])) await host.send(parcel, taken);
    await host.send(await host.claimOne(), later, null);
    expect(await undeliverable(host)).toEqual([]);
    expect(valueOf(await host.watch.health(host.now + 5 * minute)).undelivered.count).toBe(0);
  });

  it("is not what somebody heard as a part of what came later", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    await host.send(await host.claimOne(), denied);
    await host.heal("a");
    for (const parcel of await host.claim([mail])) await host.send(parcel, taken);
    expect(told(await host.claim([mail]))).toEqual([]);
    expect(await undeliverable(host)).toEqual([]);
    expect(valueOf(await host.watch.health(host.now + hour)).undelivered.count).toBe(0);
  });

  it("is what waits for a route that takes nothing, though it was told on the host", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    await host.send(await host.claimOne(), gone);
    for (const parcel of await host.claim([mail])) await host.send(parcel, gone, null);
    const found = valueOf(await host.watch.undeliverable(host.now));
    expect(found).toHaveLength(3);
    valueOf(await host.watch.toldOnHost(found, { by: actor, now: host.now }));
    const { undelivered } = valueOf(await host.watch.health(host.now + 5 * minute));
    expect(undelivered.count).toBeGreaterThan(0);
  });

  it("is what nobody takes up for a day, and what may never have arrived", async () => {
    using host = await OutboxHost.with("a");
    await host.break("a");
    await host.send(await host.claimOne(), { kind: "unknown", reason: "hung" }, null);
    expect(await undeliverable(host)).toEqual([]);
    host.now += day;
    expect(await undeliverable(host)).toHaveLength(3);
    expect(valueOf(await host.watch.health(host.now)).undelivered.count).toBeGreaterThan(2);
  });
});

describe("the key of links", () => {
  it("is made once, whoever asks", async () => {
    using host = await OutboxHost.with();
    const deed = { by: actor, now: host.now };
    const key = valueOf(await host.watch.linkKey(deed));
    expect(key).toHaveLength(32);
    const other = openWatchStore(host.open());
    expect(valueOf(await other.linkKey(deed))).toEqual(key);
    expect(host.audited().filter((kind) => kind === "link-key-made")).toHaveLength(1);
  });
});

describe("a store from before there was delivery", () => {
  it("owes what it owed", async () => {
    using folder = new StoreFolder();
    const early = { now: noon, actor: { user: null, host: null } };
    const store = folder.open();
    const { database } = store;
    database.exec(`DROP TABLE attempts; DROP TABLE message_notices; DROP TABLE notices;
      DROP TABLE messages; DROP TABLE route_records; DROP TABLE keys`);
    const third = migrations[2]?.sql ?? "";
    database.exec(third.slice(third.indexOf("CREATE TABLE notices")));
    database.exec(`INSERT INTO monitors (number, name, known_since) VALUES (1, 'a', 0);
      INSERT INTO incidents (number, monitor, state, severity, kind, happened_at, noticed_at,
        revision, body) VALUES (1, 1, 'opened', 3, 'failing', 5, 5, 1, '{}');
      INSERT INTO notices (number, incident, revision, kind, severity, route, recipient, group_key,
        quiet, created_at, due_at, state) VALUES
        (3, 1, 1, 'opened', 3, 'chat', '', 'g', 0, 5, 5, 'waiting'),
        (9, 1, 1, 'escalated', 3, 'pager', '', 'g', 0, 5, 6, 'cancelled')`);
    database.pragma("user_version = 4");
    store.statements.clear();
    const steps = migrations.slice(0, 5);
    valueOf(settleSchema(store, { ...early, mode: "command", migrations: steps }));
    const watch = openWatchStore(store);
    const question = { now: noon, routes: [chat], token: "t", leaseMs: minute, limitPerRoute: 9 };
    const parcels = valueOf(await watch.claimParcels(question));
    expect(told(parcels)).toEqual(["opened INC-1"]);
    expect(parcels[0]?.firstDueAt).toBe(noon);
    database.exec(`INSERT INTO notices (incident, revision, kind, severity, route, recipient,
      group_key, quiet, created_at, due_at) VALUES (1, 2, 'reminder', 3, 'chat', '', 'g', 0, 7, 7)`);
    expect(database.prepare("SELECT max(number) FROM notices").pluck().get()).toBe(10);
  });
});
