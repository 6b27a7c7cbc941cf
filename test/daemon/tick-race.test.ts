import { describe, expect, it } from "vitest";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { startProgram, type Ended } from "./program.ts";
import { valueOf } from "../store/sample.ts";
import { hour, minute, quarterly, second, WatchedHost } from "./watched-host.ts";

const count = 200;
const names = Array.from({ length: count }, (_, index) => `job-${index}`);

/** Hours in which nobody watched: a run of each at the beginning, and one that failed at the end. */
async function eventfulHost(): Promise<WatchedHost> {
  const host = new WatchedHost();
  await host.apply(names.map((name) => quarterly(name)));
  await host.tick();
  await host.tickFor(15 * minute);
  for (const name of names) host.run(name);
  await host.tick(second);
  host.now += 5 * hour;
  for (const name of names.slice(0, 50)) host.leave(host.report(name, failed));
  for (const name of names.slice(50, 60)) host.run(name, 1);
  host.now += minute;
  return host;
}

const failed = { end: { ending: { kind: "exited", exitCode: 1 } } } as const;

/** All that must be the same, whoever came to it. */
async function outcomeOf(host: WatchedHost) {
  const rows = (sql: string) => host.store.database.prepare(sql).raw(true).all();
  const incidents = (await host.incidents()).map((each) => ({
    ...each,
    // Which of two runs that began at one instant got which id.
    causes: each.causes.length,
  }));
  return {
    incidents: incidents.toSorted((one, other) => (one.monitor < other.monitor ? -1 : 1)),
    slots: rows("SELECT monitor, slot, outcome FROM slots ORDER BY monitor, slot"),
    notices: rows(
      "SELECT kind, route, recipient, state, count(*) FROM notices GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
    ),
    groups: await host.groups(),
    news: rows("SELECT * FROM news"),
    changes: rows("SELECT json_extract(what, '$.kind'), count(*) FROM incident_changes GROUP BY 1"),
    told: host.audited().filter((kind) => kind.startsWith("incident-")).length,
  };
}

async function undisturbed() {
  using host = await eventfulHost();
  const { ended } = startProgram("tick-at", [host.path, String(host.now)]);
  expect(await ended).toMatchObject({ code: 0, stderr: "" });
  return await outcomeOf(host);
}

const slow = { timeout: 180_000 };

describe("watchers that tick at once", () => {
  it("come to what one alone comes to, and each monitor is judged once", slow, async () => {
    const alone = await undisturbed();
    using host = await eventfulHost();
    const watchers = [1, 2, 3].map(() => startProgram("tick-at", [host.path, String(host.now)]));
    const ends: Ended[] = await Promise.all(watchers.map((each) => each.ended));
    for (const end of ends) expect(end).toMatchObject({ code: 0, stderr: "" });
    expect(await outcomeOf(host)).toEqual(alone);
    expect(alone.incidents).toHaveLength(count);
    expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
  });
});

describe("a watcher that is killed with KILL", () => {
  it("loses nothing and doubles nothing, wherever it was", slow, async () => {
    const alone = await undisturbed();
    using host = await eventfulHost();
    const opened = host.store.database.prepare("SELECT count(*) FROM incidents").pluck();
    let kills = 0;
    for (let wanted = 1; wanted < count; wanted += 60) {
      const { child, ended } = startProgram("tick-at", [host.path, String(host.now)]);
      while ((opened.get() as number) < wanted && child.exitCode === null)
        await new Promise(setImmediate);
      child.kill("SIGKILL");
      if ((await ended).code === null) kills += 1;
    }
    const { ended } = startProgram("tick-at", [host.path, String(host.now)]);
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
    expect(kills).toBeGreaterThan(0);
    expect(await outcomeOf(host)).toEqual(alone);
    expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
  });
});
