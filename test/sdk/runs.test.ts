import { describe, expect, test } from "vitest";
import type { Luota } from "../../src/sdk/index.ts";
import { DeskRig } from "./desk-rig.ts";

describe("a program that tells of its own runs", () => {
  test("records the good day: payload, summary, external id, who and where", async () => {
    using rig = new DeskRig();
    const luota = rig.open();
    const run = await luota.runs.start({
      monitor: "billing-sync",
      externalRunId: "evt_1",
      payload: { customerId: "cus_1", invoiceId: 7n, at: new Date(0) },
      tags: { region: "eu" },
      sha: "0a1b2c3",
      slot: "2026-11-20T12:00:00Z",
    });
    await luota.runs.success(run.id, { summary: "Billing sync completed" });
    const { start, end } = rig.recorded(run.id);
    expect(start).toMatchObject({
      monitor: "billing-sync",
      origin: "reported",
      externalId: "evt_1",
      payload: { customerId: "cus_1", invoiceId: "7", at: "1970-01-01T00:00:00.000Z" },
      tags: { region: "eu" },
      sha: "0a1b2c3",
      slot: Date.UTC(2026, 10, 20, 12),
      pid: process.pid,
      recorder: { pid: process.pid },
    });
    expect(end).toMatchObject({
      ending: { kind: "reported", success: true },
      summary: "Billing sync completed",
      error: null,
    });
    expect(rig.complaints).toEqual([]);
  });

  test("records the bad day: the error's stack and every cause, without secrets", async () => {
    using rig = new DeskRig();
    const luota = rig.open({ redact: ["correct horse battery"] });
    const run = await luota.runs.start({ monitor: "billing-sync" });
    const refused = Object.assign(new TypeError("said correct horse battery"), { code: "EAUTH" });
    const error = new Error("sync failed", { cause: refused });
    await luota.runs.failure(run.id, { summary: "Billing sync failed", error });
    const { end } = rig.recorded(run.id);
    expect(end).toMatchObject({
      ending: { kind: "reported", success: false },
      summary: "Billing sync failed",
    });
    expect(end?.error).toMatch(/^Error: sync failed\n +at .*runs\.test\.ts/u);
    expect(end?.error).toMatch(/\ncaused by: TypeError: said \[redacted\] \(EAUTH\)\n +at /u);
  });

  test("measures how long a run took itself, whatever the wall clock does", async () => {
    using rig = new DeskRig();
    const luota = rig.open();
    const before = performance.now();
    const run = await luota.runs.start({ monitor: "m" });
    await luota.runs.success(run.id);
    const took = rig.recorded(run.id).end?.durationMs ?? -1;
    expect(took).toBeGreaterThanOrEqual(0);
    expect(took).toBeLessThanOrEqual(performance.now() - before + 1);
  });

  test("ends a run that another part started, by its id alone", async () => {
    using rig = new DeskRig();
    const { id } = await rig.open().runs.start({ monitor: "m", endsElsewhere: true });
    expect(rig.recorded(id).start.recorder).toBeNull();
    await rig.open().runs.success(id, { summary: "done by the worker" });
    expect(rig.recorded(id).end?.summary).toBe("done by the worker");
    expect(rig.complaints).toEqual([]);
  });

  test("goes on with a new store where the old one was moved away", async () => {
    using rig = new DeskRig();
    const luota = rig.open();
    await luota.runs.start({ monitor: "m" });
    await rig.bash("mkdir old && mv ../state/luota.db* old/");
    const { id } = await luota.runs.start({ monitor: "m" });
    expect(rig.count()).toBe(1);
    expect(rig.recorded(id).start.monitor).toBe("m");
  });
});

type Told = (luota: Luota, id: string) => Promise<unknown>;
const event = { monitor: "billing-sync", externalRunId: "evt_1" };

describe("an event that is sent again", () => {
  test.each<[string, Told]>([
    ["goes on", () => Promise.resolve()],
    ["went well", (luota, id) => luota.runs.success(id)],
  ])("is the same run while its run %s", async (_, between) => {
    using rig = new DeskRig();
    const luota = rig.open();
    const first = await luota.runs.start(event);
    await between(luota, first.id);
    // Another instance knows nothing of the first one but what the store says.
    for (const other of [luota, rig.open()])
      expect(await other.runs.start(event)).toEqual({ ...first, repeated: true });
    expect(first.repeated).toBe(false);
    expect(rig.count()).toBe(1);
  });

  test("is its next attempt after its run failed, and the failure stays", async () => {
    using rig = new DeskRig();
    const luota = rig.open();
    const first = await luota.runs.start(event);
    await luota.runs.failure(first.id);
    const second = await luota.runs.start(event);
    await luota.runs.success(second.id);
    expect(second.repeated).toBe(false);
    expect(await rig.open().runs.start(event)).toEqual({ ...second, repeated: true });
    expect(rig.recorded(first.id).end?.ending).toEqual({ kind: "reported", success: false });
    expect(rig.recorded(second.id).start.externalId).toBe("evt_1");
    expect(rig.count()).toBe(2);
  });

  test("may be told well twice, but not badly after it went well", async () => {
    using rig = new DeskRig();
    const luota = rig.open();
    const { id } = await luota.runs.start(event);
    await luota.runs.success(id, { summary: "first" });
    await luota.runs.success(id, { summary: "again" });
    expect(rig.complaints).toEqual([]);
    await luota.runs.failure(id, { summary: "no" });
    expect(rig.complaints).toEqual(["already-ended"]);
    expect(rig.recorded(id).end?.summary).toBe("first");
  });

  test.each([
    ["of another monitor", { ...event, monitor: "other" }],
    ["with another id", { ...event, externalRunId: "evt_2" }],
    ["without an id", { monitor: "billing-sync" }],
  ])("is told from a start %s", async (_, other) => {
    using rig = new DeskRig();
    const luota = rig.open();
    const first = await luota.runs.start(event);
    const second = await luota.runs.start(other);
    expect(second.repeated).toBe(false);
    expect(second.id).not.toBe(first.id);
  });
});
