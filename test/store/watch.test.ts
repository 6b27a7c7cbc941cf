import { describe, expect, it } from "vitest";
import { acknowledge } from "../../src/daemon/act.ts";
import { decide } from "../../src/daemon/decide.ts";
import { makeRules } from "../../src/daemon/rules.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { migrations } from "../../src/store/migrations/list.ts";
import { settleSchema } from "../../src/store/schema.ts";
import type { TickFacts } from "../../src/store/tick-facts.ts";
import { openWatchStore } from "../../src/store/watch-store.ts";
import {
  actor,
  configOf,
  day,
  minute,
  morning,
  promise,
  quarterly,
  second,
  WatchedHost,
} from "../daemon/watched-host.ts";
import { endedReport, noon, sampleStart, StoreFolder, valueOf } from "./sample.ts";
import { applyReport, applyReports } from "../../src/store/apply.ts";

/** What a tick would read now, and what it would write then. */
async function readFacts(host: WatchedHost, rules: ReturnType<typeof makeRules>) {
  const question = { now: host.now, config: rules.number, watch: rules.watch };
  const read = await host.watch.facts({ ...question, limit: 99, except: new Set() });
  const facts: TickFacts = valueOf(read);
  if (facts.kind === "other-config") throw new Error("another config");
  return { facts, commit: decide(facts, { rules, actor, now: host.now, refusals: new Map() }) };
}

async function ready(host: WatchedHost, monitors = [promise("a"), promise("b")]) {
  await host.apply(monitors);
  await host.tick();
  return makeRules(1, configOf(monitors), "db1");
}

describe("what is committed", () => {
  it("is kept once, however many decided it", async () => {
    using host = new WatchedHost();
    const rules = await ready(host);
    host.run("a", 1);
    host.run("b");
    const [one, other] = [await readFacts(host, rules), await readFacts(host, rules)];
    expect(valueOf(await host.watch.commit(one.commit)).monitors).toEqual([1, 2]);
    const again = valueOf(await host.watch.commit(other.commit));
    expect(again).toEqual({ monitors: [], failed: [], incidents: [] });
    expect(await host.incidents()).toHaveLength(1);
    expect((await readFacts(host, rules)).facts.monitors).toEqual([]);
  });

  it("leaves out the monitor that changed meanwhile, and what came later is heard next", async () => {
    using host = new WatchedHost();
    const rules = await ready(host);
    host.run("a", 1);
    host.run("b", 1);
    const { commit } = await readFacts(host, rules);
    const asked = { monitor: "a", until: host.now + day, reason: null };
    valueOf(await host.watch.pause(asked, { by: actor, now: host.now }));
    host.run("b");
    expect(valueOf(await host.watch.commit(commit)).monitors).toEqual([2]);
    const { facts } = await readFacts(host, rules);
    expect(facts.monitors.map((each) => each.facts.heard.map((heard) => heard.kind))).toEqual([
      ["started", "ended"],
      ["started", "ended"],
    ]);
  });

  it("is nothing where another config came into force, or the incident was changed", async () => {
    using host = new WatchedHost();
    const rules = await ready(host, [promise("a")]);
    host.run("a", 1);
    const before = await readFacts(host, rules);
    await host.apply([promise("a", { severity: 1 })]);
    expect(valueOf(await host.watch.commit(before.commit)).monitors).toEqual([]);
    await host.tick();
    host.run("a", 0);
    const next = makeRules(2, configOf([promise("a", { severity: 1 })]), "db1");
    const { commit } = await readFacts(host, next);
    const deed = { by: actor, now: host.now };
    valueOf(await acknowledge(host.watch, next, { number: 1, by: "ann", note: null }, deed));
    expect(valueOf(await host.watch.commit(commit)).monitors).toEqual([]);
    await host.tick(second);
    expect(await host.incidents()).toMatchObject([{ acknowledgedBy: "ann", state: "resolved" }]);
  });

  it("shows in the chain when somebody changes it by hand", async () => {
    for (const [tampering, fault] of [
      [
        "DROP TRIGGER incidents_keep_identity; UPDATE incidents SET body = '{}'",
        { kind: "incident-changed", incident: 1 },
      ],
      [
        "DROP TRIGGER incident_changes_stay; DELETE FROM notices; DELETE FROM incident_changes",
        { kind: "incident-changed", incident: 1 },
      ],
      [
        "INSERT INTO incident_changes VALUES (1, 2, 0, 0, '{}')",
        { kind: "untold-change", incident: 1 },
      ],
      [
        `DROP TRIGGER incident_changes_stay; DROP TRIGGER incidents_stay; DELETE FROM notices;
         DELETE FROM incident_changes; DELETE FROM incidents`,
        { kind: "incident-missing", incident: 1 },
      ],
    ] as const) {
      using host = new WatchedHost();
      await ready(host);
      host.run("a", 1);
      await host.tick(second);
      expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
      host.store.database.exec(tampering);
      expect(valueOf(verifyAudit(host.store)), tampering).toMatchObject({ kind: "broken", fault });
    }
  });
});

describe("news", () => {
  it("of a run that was called lost and then ended is heard in its order, each once", async () => {
    using host = new WatchedHost();
    await ready(host);
    const recorder = { ...host.watcher.identity, startTicks: 5 };
    const start = sampleStart("r", { monitor: "a", startedAt: host.now, recorder });
    host.record({ kind: "run-started", start });
    const ended = await host.tick(second);
    expect(ended.lost).toMatchObject([{ start: { id: "r" } }]);
    expect(await host.incidents()).toMatchObject([{ kind: "lost", state: "opened" }]);
    const end = endedReport("r", { monitor: "a", startedAt: morning }, { endedAt: host.now });
    host.record(end);
    host.record(end);
    await host.tick(second);
    expect(await host.incidents()).toMatchObject([{ state: "resolved", occurrences: 1 }]);
  });

  it("of more runs than fit into one look is judged to its end in one tick", async () => {
    using host = new WatchedHost();
    await ready(host, [quarterly("a")]);
    const slots = 1_500;
    const options = { now: host.now, reporterUid: 0 };
    const bad = { end: { ending: { kind: "exited", exitCode: 1 } } } as const;
    const reports = Array.from({ length: slots }, (_, index) => {
      host.now += 15 * minute;
      return { report: host.report("a", index === 700 ? bad : {}), options };
    });
    valueOf(applyReports(host.store, reports));
    host.now += second;
    await host.restart();
    expect(await host.tick()).toMatchObject({ judged: 1 });
    const settled = await host.slots("a");
    expect(settled).toHaveLength(slots);
    expect(settled.every((each) => each.endsWith("met"))).toBe(true);
    expect(await host.incidents()).toMatchObject([{ kind: "failing", state: "resolved" }]);
  });

  it("of a store from before there was a watcher is what still goes on", async () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const { database } = store;
    // As the first step of the schema left it.
    const drop = database
      .prepare(
        "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND type IN ('trigger', 'index', 'table')",
      )
      .all() as { type: string; name: string }[];
    database.pragma("foreign_keys = OFF");
    for (const type of ["trigger", "table"])
      for (const each of drop.filter((found) => found.type === type))
        database.exec(`DROP ${type} "${each.name}"`);
    const [first] = migrations;
    database.exec(first?.sql ?? "");
    database.pragma("user_version = 1");
    database.pragma("foreign_keys = ON");
    database.exec(`INSERT INTO meta VALUES ('store-id', 'x');
      INSERT INTO audit VALUES (1, x'7b7d', 'x');
      INSERT INTO monitors VALUES (1, 'a', 0, 2)`);
    const insert = `INSERT INTO runs (id, monitor, origin, started_at, host, root_run, start_facts,
      reporter_uid, ended_at, duration_ms, ending, outcome, end_facts)
      VALUES (?, 1, 'wrapped', 5, 'h', ?, '{}', 0, ?, ?, ?, ?, ?)`;
    store.statements.clear();
    database.prepare(insert).run("over", "over", 6, 1, "exited", "succeeded", "{}");
    database.prepare(insert).run("open", "open", null, null, null, null, null);
    const wish = { mode: "command", now: noon, actor, migrations } as const;
    expect(settleSchema(store, wish)).toMatchObject({ ok: true });
    const rules = makeRules(0, null, "db1");
    const question = {
      now: noon,
      config: 0,
      watch: rules.watch,
      limit: 9,
      except: new Set<number>(),
    };
    const facts = valueOf(await openWatchStore(store).facts(question));
    if (facts.kind === "other-config") throw new Error("another config");
    expect(facts.monitors.map((each) => each.facts.heard)).toEqual([
      [{ kind: "started", run: "open", at: 5, slot: null, ears: false }],
    ]);
  });
});

describe("who watches", () => {
  it("is one daemon at a time, and the next one once it is dead", async () => {
    using host = new WatchedHost();
    await host.tick();
    const other = { ...host.watcher, identity: { ...host.watcher.identity, pid: 8 } };
    const held = valueOf(await host.watch.beginWatch(other, host.sight, host.now + second));
    expect(held).toMatchObject({ kind: "held", by: { watcher: { identity: { pid: 7 } } } });
    const dead = { ...host.sight, startTicksOf: () => null };
    const begun = valueOf(await host.watch.beginWatch(other, dead, host.now + second));
    expect(begun).toMatchObject({ kind: "begun", outages: [] });
  });

  it("is told by its end too, and then the next one need not ask whether it lives", async () => {
    using host = new WatchedHost();
    await host.tick();
    if (host.span !== null) valueOf(await host.watch.endWatch(host.span, host.now + second));
    const other = { ...host.watcher, identity: { ...host.watcher.identity, pid: 8 } };
    const begun = await host.watch.beginWatch(other, host.sight, host.now + 2 * second);
    expect(valueOf(begun).kind).toBe("begun");
    const spans = valueOf(await host.watch.watchSpans({ limit: 9 }));
    expect(spans.map((span) => span.stoppedAt)).toEqual([null, host.now + second]);
    expect(host.audited().slice(1)).toEqual(["watch-began", "watch-ended", "watch-began"]);
  });

  it("is one span of passes of check while they follow each other", async () => {
    using host = new WatchedHost();
    const check = { ...host.watcher, kind: "check" } as const;
    for (let pass = 0; pass < 5; pass += 1) {
      const identity = { ...check.identity, pid: 100 + pass };
      const at = morning + pass * minute;
      valueOf(await host.watch.beginWatch({ ...check, identity }, host.sight, at));
    }
    const late = morning + 20 * minute;
    expect(valueOf(await host.watch.beginWatch(check, host.sight, late))).toMatchObject({
      outages: [{ kind: "luota", from: morning + 4 * minute, until: late }],
    });
    const spans = valueOf(await host.watch.watchSpans({ limit: 9 }));
    expect(spans.map((span) => [span.from, span.until])).toEqual([
      [late, late],
      [morning, morning + 4 * minute],
    ]);
  });

  it("is nobody while something has a cadence: health says so", async () => {
    using host = new WatchedHost();
    await ready(host, [quarterly("a"), promise("b")]);
    expect(valueOf(await host.watch.health(host.now))).toEqual({
      expecting: 1,
      watching: [host.now],
      lastWatchedAt: host.now,
      overdue: { count: 0, since: null },
      undelivered: { count: 0, since: null },
    });
    host.run("b", 1);
    await host.tick(second);
    const later = host.now + day;
    const health = valueOf(await host.watch.health(later));
    expect(health).toMatchObject({ watching: [], overdue: { count: 1 } });
    expect(health.undelivered).toEqual({ count: 4, since: host.now });
  });
});

it("a report writes what the watcher hears in its own transaction", () => {
  using folder = new StoreFolder();
  const store = folder.open();
  const options = { now: noon, reporterUid: 0 };
  valueOf(applyReport(store, { kind: "run-started", start: sampleStart("r") }, options));
  valueOf(applyReport(store, endedReport("r"), options));
  valueOf(applyReport(store, endedReport("r"), options));
  const overlap = {
    endedAt: noon,
    durationMs: 0,
    ending: { kind: "skipped", reason: "overlap" },
  } as const;
  valueOf(applyReport(store, endedReport("s", {}, overlap), options));
  const news = store.database.prepare("SELECT number, kind, subject FROM news ORDER BY number");
  expect(news.raw(true).all()).toEqual([
    [1, "started", 1],
    [2, "ended", 1],
    [3, "ended", 2],
  ]);
});
