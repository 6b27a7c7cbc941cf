import { describe, expect, it } from "vitest";
import { valueOf } from "../store/sample.ts";
import { day, hour, minute, promise, quarterly, second, WatchedHost } from "./watched-host.ts";

const daily = { kind: "cron", pattern: "30 7 * * *", timezone: "UTC" } as const;

async function watched(host: WatchedHost): Promise<void> {
  await host.tick();
  await host.tickFor(10 * minute);
}

describe("after downtime", () => {
  it("a slot without a run is missed, because luota was down, and happened when it was due", async () => {
    using host = new WatchedHost();
    await host.apply([promise("report", { cadence: daily })]);
    await watched(host);
    host.now += 3 * hour;
    await host.restart();
    await host.tick();
    const deadline = Date.UTC(2026, 10, 20, 8, 30);
    const [incident] = await host.incidents();
    expect(incident).toMatchObject({ kind: "missed", happenedAt: deadline, noticedAt: host.now });
    expect(incident?.causes[0]?.detail.because).toMatchObject({ kind: "luota-down" });
  });

  it("the host's own downtime is told as such, up to its start", async () => {
    using host = new WatchedHost();
    await host.apply([promise("report", { cadence: daily })]);
    await watched(host);
    const lastSign = host.now;
    host.now += 3 * hour;
    await host.restart({ at: host.now - minute });
    await host.tick();
    const [incident] = await host.incidents();
    expect(incident?.causes[0]?.detail.because).toEqual({
      kind: "host-down",
      from: lastSign,
      until: host.now - minute,
    });
    expect(host.audited().filter((kind) => kind === "watch-gap")).toHaveLength(2);
  });

  it("a slot at which the host was off is excused where that was asked", async () => {
    using host = new WatchedHost();
    await host.apply([promise("report", { cadence: daily, whenOff: "excuse" })]);
    await watched(host);
    host.now += 3 * hour;
    await host.restart({ at: host.now - minute });
    await host.tick();
    expect(await host.incidents()).toEqual([]);
    expect(await host.slots("report")).toEqual(["07:30 excused"]);
  });

  it("a run of that time that waits in the spool met its slot", async () => {
    using host = new WatchedHost();
    await host.apply([promise("report", { cadence: daily })]);
    await watched(host);
    const slot = Date.UTC(2026, 10, 20, 7, 30);
    host.leave(host.report("report", { startedAt: slot + second }));
    host.now += 3 * hour;
    await host.restart();
    expect(await host.tick()).toMatchObject({ takenIn: { recorded: 1 }, incidents: [] });
    expect(await host.slots("report")).toEqual(["07:30 met"]);
  });

  it("a run that turns up after its slot was called missed makes that good", async () => {
    using host = new WatchedHost();
    await host.apply([promise("report", { cadence: daily })]);
    await host.tick();
    await host.tickFor(3 * hour);
    expect(await host.slots("report")).toEqual(["07:30 missed"]);
    host.leave(host.report("report", { startedAt: Date.UTC(2026, 10, 20, 7, 30, 1) }));
    await host.tick(second);
    expect(await host.slots("report")).toEqual(["07:30 met"]);
    expect(await host.incidents()).toMatchObject([{ state: "resolved" }]);
  });

  it("what a watcher that sleeps with its machine misses is a gap, though it lives on", async () => {
    using host = new WatchedHost();
    await host.apply([promise("report", { cadence: daily })]);
    await watched(host);
    const before = host.span;
    const ticked = await host.tick(3 * hour);
    expect(ticked.outages).toMatchObject([{ kind: "luota", until: host.now }]);
    expect(ticked.span.number).not.toBe(before?.number);
  });
});

describe("a week of downtime over many monitors", () => {
  it(
    "is one incident each, in one group of notices, with every slot accounted for",
    { timeout: 120_000 },
    async () => {
      using host = new WatchedHost();
      const count = 200;
      const names = Array.from({ length: count }, (_, index) => `job-${index}`);
      await host.apply(
        names.map((name, index) =>
          index % 2 ? quarterly(name) : promise(name, { cadence: daily }),
        ),
      );
      await watched(host);
      for (const name of names) host.run(name);
      await host.tick(minute);
      host.now += 7 * day;
      await host.restart();
      let ticks = 0;
      for (let wakeAt = 0; wakeAt <= host.now; ticks += 1)
        wakeAt = (await host.tick()).wakeAt ?? Infinity;
      expect(ticks).toBe(1);
      const incidents = await host.incidents();
      expect(incidents).toHaveLength(count);
      expect(incidents.every((each) => each.kind === "missed" && each.state === "opened")).toBe(
        true,
      );
      // Three routes' addresses each for the opening, and a step of escalation that is yet to come.
      expect((await host.told()).length / count).toBe(4);
      expect(await host.groups()).toEqual([`revenue@${host.now}`]);
      const missed = (await host.slots("job-1")).filter((each) => each.endsWith("missed"));
      expect(missed).toHaveLength(7 * 24 * 4);
      expect((await host.slots("job-0")).filter((each) => each.endsWith("missed"))).toHaveLength(7);
      // A miss right after the restart is not starved by all that.
      host.deliver();
      await host.tickFor(18 * minute);
      expect((await host.slots("job-1")).filter((each) => each.endsWith("missed"))).toHaveLength(
        7 * 24 * 4 + 1,
      );
      expect(await host.incidents()).toHaveLength(count);
      // What comes back resolves its own incident.
      for (const name of names) host.run(name);
      await host.tick(second);
      const after = await host.incidents();
      expect(after.filter((each) => each.state === "resolved")).toHaveLength(count);
    },
  );
});

describe("a backlog that does not fit into one look", () => {
  it("is settled in steps to the same story", { timeout: 120_000 }, async () => {
    using host = new WatchedHost();
    const cadence = { kind: "every", everyMs: 5 * second } as const;
    await host.apply([promise("heartbeat", { cadence })]);
    await host.tick();
    host.run("heartbeat");
    await host.tick(second);
    const last = host.now - second;
    host.now += 2 * day;
    host.run("heartbeat", 0, { startedAt: host.now - second });
    await host.restart();
    expect(await host.tick()).toMatchObject({ judged: 1 });
    const question = { monitor: "heartbeat", limit: 100_000, outcomes: ["missed"] as const };
    const missed = valueOf(await host.watch.slots(question)).map((each) => each.slot);
    expect(missed.at(-1)).toBe(last + 5 * second);
    const gaps = missed.map((slot, index) => slot - (missed[index + 1] ?? slot - 5 * second));
    expect(new Set(gaps)).toEqual(new Set([5 * second]));
    expect(host.now - (missed[0] ?? 0)).toBeLessThan(15 * second);
    const [incident] = await host.incidents();
    expect(incident).toMatchObject({ state: "resolved" });
    expect(incident?.occurrences).toBeGreaterThanOrEqual(missed.length);
    expect((incident?.occurrences ?? 0) - missed.length).toBeLessThanOrEqual(1);
    expect((await host.told()).filter((each) => each.startsWith("healed"))).toHaveLength(3);
    expect(await host.told(["cancelled"])).toHaveLength(4);
  });
});

describe("a clock that was wrong", () => {
  it("leaves slots of the future unknown, and judges on from the true time", async () => {
    using host = new WatchedHost();
    await host.apply([quarterly("billing")]);
    await watched(host);
    const truth = host.now;
    host.now = truth + 2 * day;
    await host.tick();
    expect(await host.incidents()).toMatchObject([{ kind: "missed", state: "opened" }]);
    host.now = truth + second;
    await host.tick();
    await host.tickFor(2 * minute);
    expect(host.audited()).toContain("clock-set-back");
    await host.tickFor(3 * minute);
    host.run("billing");
    await host.tickFor(2 * minute);
    expect(host.audited()).toContain("cursor-pulled-back");
    expect((await host.slots("billing")).slice(0, 3)).toEqual([
      "06:15 met",
      "06:30 unknown",
      "06:45 unknown",
    ]);
    expect(await host.incidents()).toMatchObject([{ state: "resolved" }]);
    const [incident] = await host.incidents();
    expect(incident?.resolvedAt).toBeLessThanOrEqual(host.now);
    await host.tickFor(16 * minute);
    const again = await host.incidents();
    expect(again[0]).toMatchObject({ kind: "missed", state: "opened" });
    expect(again[0]?.happenedAt).toBeLessThanOrEqual(host.now);
  });
});
