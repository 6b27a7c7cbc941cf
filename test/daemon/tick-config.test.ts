import { describe, expect, it } from "vitest";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { readRuns } from "../../src/store/runs-page.ts";
import { outcomeOf } from "../../src/domain/outcome.ts";
import { valueOf } from "../store/sample.ts";
import { hour, minute, promise, quarterly, second, WatchedHost } from "./watched-host.ts";

const every = (everyMs: number) => ({ kind: "every", everyMs }) as const;

describe("a config that is put in force", () => {
  it("tells what it changes, and a second time that it changes nothing", async () => {
    using host = new WatchedHost();
    expect(await host.apply([promise("a"), promise("b")])).toMatchObject({
      changed: true,
      added: ["a", "b"],
      config: { number: 1 },
    });
    expect(await host.apply([promise("a"), promise("b")])).toMatchObject({ changed: false });
    const changed = await host.apply([quarterly("a"), promise("c", { was: ["b"] }), promise("d")]);
    expect(changed).toMatchObject({
      config: { number: 2 },
      added: ["d"],
      withdrawn: [],
      renamed: [{ from: "b", to: "c" }],
      cadenceChanged: ["a"],
    });
    const history = valueOf(await host.watch.configHistory(9));
    expect(history.map((config) => config.number)).toEqual([2, 1]);
    expect(host.audited().filter((kind) => kind === "config-applied")).toHaveLength(2);
  });

  it("counts the slots of a changed cadence from the change on", async () => {
    using host = new WatchedHost();
    await host.apply([quarterly("billing")]);
    await host.tick();
    await host.tickFor(14 * minute);
    const cadence = { kind: "cron", pattern: "0 * * * *", timezone: "UTC" } as const;
    await host.apply([promise("billing", { cadence })]);
    await host.tickFor(70 * minute);
    expect(await host.slots("billing")).toEqual(["07:00 missed"]);
  });

  it("lets go of a slot that was due when the cadence changed", async () => {
    using host = new WatchedHost();
    await host.apply([quarterly("billing")]);
    await host.tick();
    await host.tickFor(16 * minute);
    await host.apply([promise("billing", { cadence: every(hour) })]);
    await host.tickFor(10 * minute);
    expect(await host.slots("billing")).toEqual(["06:15 excused"]);
    expect(await host.incidents()).toEqual([]);
  });

  it("judges by other limits from the next tick on", async () => {
    using host = new WatchedHost();
    await host.apply([quarterly("billing", { graceMs: 10 * minute })]);
    await host.tick();
    await host.tickFor(16 * minute);
    await host.apply([quarterly("billing", { graceMs: 30 * second })]);
    await host.tick(second);
    expect(await host.incidents()).toMatchObject([{ kind: "missed" }]);
  });

  it("closes the open incident of a monitor that is gone, for those who heard of it", async () => {
    using host = new WatchedHost();
    await host.apply([promise("billing"), promise("backup")]);
    await host.tick();
    host.run("billing", 1);
    await host.tick(second);
    host.deliver();
    host.now += minute;
    expect(await host.apply([promise("backup")])).toMatchObject({ withdrawn: ["billing"] });
    await host.tick();
    expect(await host.incidents()).toMatchObject([
      { state: "resolved", resolution: { kind: "withdrawn" } },
    ]);
    expect((await host.told()).filter((each) => each.startsWith("resolved"))).toHaveLength(3);
    // It may come back, and then begins anew.
    await host.apply([promise("backup"), quarterly("billing")]);
    await host.tickFor(19 * minute);
    expect((await host.incidents())[0]).toMatchObject({ kind: "missed", state: "opened" });
  });

  it("keeps history, incident and reports under a monitor's new name", async () => {
    using host = new WatchedHost();
    await host.apply([promise("billing")]);
    await host.tick();
    const begun = host.report("billing");
    if (begun.kind === "run-ended") host.record({ kind: "run-started", start: begun.start });
    host.run("billing", 1);
    await host.tick(second);
    host.now += second;
    await host.apply([promise("invoices", { was: ["billing"] })]);
    await host.tick();
    expect(await host.incidents()).toMatchObject([{ monitor: "invoices", state: "opened" }]);
    // The crontab still says the old name, and so does the run that was going on.
    host.record(begun);
    host.leave(host.report("billing"));
    await host.tick(second);
    expect(await host.incidents()).toMatchObject([{ monitor: "invoices", state: "resolved" }]);
    const runs = valueOf(readRuns(host.store, { monitor: "invoices", limit: 9, outputs: false }));
    expect(runs).toHaveLength(3);
    const names = valueOf(await host.watch.overview({ now: host.now }));
    expect(names.map((row) => row.monitor.name)).toEqual(["invoices"]);
    const record = valueOf(await host.watch.incident(1));
    expect(record?.timeline.map((entry) => entry.kind)).toContain("renamed");
    expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
  });

  it("leaves a history apart whose new name has one of its own", async () => {
    using host = new WatchedHost();
    await host.apply([promise("old")]);
    host.run("new");
    expect(await host.apply([promise("new", { was: ["old"] })])).toMatchObject({
      renamed: [],
      notRenamed: [{ from: "old", to: "new" }],
      withdrawn: ["old"],
    });
  });

  it("reads exit codes by its rules from then on, and past runs as they were read", async () => {
    using host = new WatchedHost();
    host.run("backup", 3);
    host.now += minute;
    const exitCodes = { ok: [0], warn: [3], skip: [75] };
    await host.apply([promise("backup", { exitCodes, warnLimit: 2 })]);
    await host.tick();
    host.run("backup", 3, { startedAt: host.now + second });
    host.run("backup", 75, { startedAt: host.now + 2 * second });
    await host.tick(10 * second);
    expect(await host.incidents()).toEqual([]);
    const runs = valueOf(readRuns(host.store, { limit: 9, outputs: false }));
    expect(runs.map((run) => outcomeOf(run))).toEqual(["skipped", "warned", "failed"]);
    const warned = readRuns(host.store, { outcomes: ["warned"], limit: 9, outputs: false });
    expect(valueOf(warned)).toHaveLength(1);
    host.run("backup", 3);
    await host.tick(second);
    expect(await host.incidents()).toMatchObject([{ kind: "warned" }]);
    expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
  });

  it("that this luota can't read leaves the rules as they were, and is told", async () => {
    using host = new WatchedHost();
    await host.apply([quarterly("billing")]);
    await host.tick();
    const insert = "INSERT INTO configs (digest, compiled, since) VALUES ('x', '{}', 0)";
    host.store.database.exec(insert);
    expect(await host.tick(second)).toMatchObject({
      unreadableConfig: { kind: "bad-compiled-config" },
    });
    await host.tickFor(19 * minute);
    expect(await host.incidents()).toMatchObject([{ kind: "missed" }]);
  });
});
