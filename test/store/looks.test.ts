import { describe, expect, test } from "vitest";
import type { Sight } from "../../src/domain/lost.ts";
import type { Reading, ReadingState, Weighed } from "../../src/domain/reading.ts";
import type { RecorderIdentity } from "../../src/domain/run.ts";
import { applyConfig } from "../../src/store/config-apply.ts";
import type { ClaimedLook, PlannedLook, RunLook } from "../../src/store/look.ts";
import { askForLook, claimLooks, planLooks, readNextLook } from "../../src/store/looks.ts";
import { findMonitorsWithNews, readNews } from "../../src/store/news.ts";
import { readLatestReadings } from "../../src/store/readings-read.ts";
import { keepAskedReading, keepReadings, releaseLooks } from "../../src/store/readings.ts";
import { transact, type Store } from "../../src/store/store.ts";
import { ok } from "../../src/base/result.ts";
import { noon, StoreFolder, valueOf } from "./sample.ts";

const prober = (pid: number): RecorderIdentity => ({
  ...{ pid, startTicks: pid, bootId: "boot-1", machineId: "machine-1", pidNamespace: "1" },
});
/** Sees these processes alive, and no others. */
const sight = (...alive: readonly number[]): Sight => ({
  ...{ bootId: "boot-1", machineId: "machine-1", pidNamespace: "1", bootedAt: 0 },
  startTicksOf: (pid) => (alive.includes(pid) ? pid : null),
});

const planned = (monitor: string, change: Partial<PlannedLook> = {}): PlannedLook => ({
  ...{ monitor, everyMs: 60_000, digest: "d" },
  ...change,
});

function reading(at: number): Reading {
  return { at, tookMs: 1, attempts: 1, seen: { kind: "no-file", pattern: "/x", others: 0 } };
}

function weighed(state: ReadingState, change: Partial<Weighed> = {}): Weighed {
  return { state, problems: [], facts: [], since: null, until: null, ...change };
}

function openWith(folder: StoreFolder, ...monitors: readonly string[]): Store {
  const store = folder.open();
  const exitCodes = { ok: [0], warn: [], skip: [] };
  const configured = monitors.map((name) => ({
    ...{ name, was: [], cadence: "none", exitCodes, expects: true },
  }));
  const by = { user: "root", host: "db1" };
  const config = { json: "{}", digest: "c1", monitors: configured, routes: [] };
  valueOf(applyConfig(store, config, { by, now: noon }));
  return store;
}

const leaseOf = () => 60_000;
const claim = (store: Store, now: number, pid = 1, limit = 100) =>
  valueOf(claimLooks(store, { now, limit, prober: prober(pid), leaseOf }));
const names = (looks: readonly ClaimedLook[]) => looks.map(({ monitor }) => monitor).sort();
const heardOf = (store: Store, monitor: number) => readNews(store, monitor).heard;

describe("looks", () => {
  test("what is planned is due at once, then a turn after each look", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a");
    valueOf(planLooks(store, [planned("a")], noon));
    const [look] = claim(store, noon);
    expect(look).toMatchObject({ monitor: "a", purpose: "freshness", run: null, subject: "" });
    expect(readNextLook(store)).toBeNull();
    if (look === undefined) throw new Error("no look");
    const done = { look, reading: reading(noon + 5), weighed: weighed("good") };
    expect(valueOf(keepReadings(store, prober(1), [done]))).toBe(1);
    expect(readNextLook(store)).toBe(noon + 60_005);
    expect(claim(store, noon + 30_000)).toEqual([]);
    expect(names(claim(store, noon + 60_005))).toEqual(["a"]);
  });

  test("two processes never do the same look", () => {
    using folder = new StoreFolder();
    const all = Array.from({ length: 20 }, (_, index) => `m${index}`);
    const store = openWith(folder, ...all);
    valueOf(
      planLooks(
        store,
        all.map((name) => planned(name)),
        noon,
      ),
    );
    const first = names(claim(store, noon, 1, 12));
    const second = names(claim(store, noon, 2, 12));
    expect([first.length, second.length]).toEqual([12, 8]);
    expect([...first, ...second].sort()).toEqual(all.sort());
  });

  test("what is due within a tenth of its turn is done in one go", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a", "b");
    valueOf(planLooks(store, [planned("a")], noon));
    valueOf(planLooks(store, [planned("a"), planned("b")], noon + 5_000));
    expect(claim(store, noon - 1)).toEqual([]);
    expect(names(claim(store, noon))).toEqual(["a", "b"]);
  });

  test("another config is looked at at once; what it does not name goes; the rest is left alone", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a", "b", "c");
    valueOf(
      planLooks(
        store,
        ["a", "b", "c"].map((name) => planned(name)),
        noon,
      ),
    );
    const looks = claim(store, noon);
    const done = looks.map((look) => {
      return { look, reading: reading(noon), weighed: weighed("good") };
    });
    valueOf(keepReadings(store, prober(1), done));
    const now = noon + 1_000;
    valueOf(planLooks(store, [planned("a"), planned("b", { digest: "other" })], now));
    expect(names(claim(store, now))).toEqual(["b"]);
    expect(names(claim(store, noon + 60_000))).toEqual(["a"]);
  });

  test("what was read by an older config, or by who lost the look, is not kept", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a");
    valueOf(planLooks(store, [planned("a")], noon));
    const [look] = claim(store, noon);
    if (look === undefined) throw new Error("no look");
    const done = { look, reading: reading(noon), weighed: weighed("good") };
    expect(valueOf(keepReadings(store, prober(2), [done]))).toBe(0);
    valueOf(planLooks(store, [planned("a", { digest: "other" })], noon + 1));
    expect(valueOf(keepReadings(store, prober(1), [done]))).toBe(0);
    expect(valueOf(readLatestReadings(store, "a")).latest).toBeNull();
  });

  test("what a dead process took is due again, and that nobody could look is told", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a", "b");
    valueOf(planLooks(store, [planned("a"), planned("b")], noon));
    claim(store, noon, 7, 1);
    claim(store, noon, 8, 1);
    expect(valueOf(releaseLooks(store, sight(7, 8), noon + 1_000))).toBe(0);
    expect(valueOf(releaseLooks(store, sight(8), noon + 1_000))).toBe(1);
    expect(names(claim(store, noon + 61_000))).toHaveLength(1);
    const monitors = findMonitorsWithNews(store, 10);
    expect(monitors.flatMap((number) => heardOf(store, number))).toEqual([
      { kind: "reading", at: noon + 1_000, state: "unknown", since: null },
    ]);
  });

  test("what no config asks for any more goes when it is due", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a");
    valueOf(planLooks(store, [planned("a")], noon));
    const question = { now: noon, limit: 10, prober: prober(1), leaseOf: () => null };
    expect(valueOf(claimLooks(store, question))).toEqual([]);
    expect(readNextLook(store)).toBeNull();
  });

  test("a look is due when what it saw goes bad by itself", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a");
    valueOf(planLooks(store, [planned("a")], noon));
    const [look] = claim(store, noon);
    if (look === undefined) throw new Error("no look");
    const until = noon + 20_000;
    const done = { look, reading: reading(noon), weighed: weighed("good", { until }) };
    valueOf(keepReadings(store, prober(1), [done]));
    expect(readNextLook(store)).toBe(until + 1);
  });
});

describe("looks for a run", () => {
  const look: RunLook = {
    monitor: "a",
    purpose: "verify",
    run: "run1",
    subject: "fresh",
    everyMs: 10_000,
    dueAt: noon,
    until: noon + 25_000,
  };

  function ask(store: Store): void {
    valueOf(
      transact(store, () => {
        askForLook(store, look);
        askForLook(store, look);
        return ok(undefined);
      }),
    );
  }

  test("are done until one is good", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a");
    ask(store);
    const [first] = claim(store, noon);
    expect(first).toMatchObject({ purpose: "verify", run: "run1", subject: "fresh" });
    if (first === undefined) throw new Error("no look");
    const bad = { look: first, reading: reading(noon), weighed: weighed("bad") };
    valueOf(keepReadings(store, prober(1), [bad]));
    const [second] = claim(store, noon + 10_000);
    if (second === undefined) throw new Error("no second look");
    const good = { look: second, reading: reading(noon + 10_000), weighed: weighed("good") };
    valueOf(keepReadings(store, prober(1), [good]));
    expect(readNextLook(store)).toBeNull();
  });

  test("are done until their time is over, and are no news of what must be fresh", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a");
    ask(store);
    for (const at of [noon, noon + 10_000, noon + 20_000]) {
      const [each] = claim(store, at);
      if (each === undefined) throw new Error("no look");
      const done = { look: each, reading: reading(at), weighed: weighed("unknown") };
      valueOf(keepReadings(store, prober(1), [done]));
    }
    expect(readNextLook(store)).toBeNull();
    expect(valueOf(readLatestReadings(store, "a")).latest).toBeNull();
  });
});

describe("readings", () => {
  test("are heard by the judge in their order, with since when it is bad", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a");
    valueOf(planLooks(store, [planned("a")], noon));
    const since = noon - 5_000;
    const told = [weighed("good"), weighed("bad", { since })];
    told.forEach((each, index) => {
      const at = noon + index * 1_000;
      const kept = keepAskedReading(store, "a", { reading: reading(at), weighed: each });
      expect(valueOf(kept)).toBe(true);
    });
    const [number = 0] = findMonitorsWithNews(store, 10);
    expect(heardOf(store, number)).toEqual([
      { kind: "reading", at: noon, state: "good", since: null },
      { kind: "reading", at: noon + 1_000, state: "bad", since },
    ]);
  });

  test("the last hundred are kept, and the last good one, however old", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a");
    valueOf(planLooks(store, [planned("a")], noon));
    for (let turn = 0; turn < 150; turn += 1) {
      const state = turn === 3 ? "good" : "bad";
      const seen = { reading: reading(noon + turn), weighed: weighed(state) };
      valueOf(keepAskedReading(store, "a", seen));
    }
    const { latest, lastGood } = valueOf(readLatestReadings(store, "a"));
    expect([latest?.reading.at, lastGood?.reading.at]).toEqual([noon + 149, noon + 3]);
    const count = store.database.prepare("SELECT count(*) FROM readings").pluck().get();
    expect(count).toBe(101);
  });

  test("one that nobody planned is not kept", () => {
    using folder = new StoreFolder();
    const store = openWith(folder, "a");
    const seen = { reading: reading(noon), weighed: weighed("good") };
    expect(valueOf(keepAskedReading(store, "a", seen))).toBe(false);
    expect(valueOf(keepAskedReading(store, "nobody", seen))).toBe(false);
  });
});
