import { describe, expect, it } from "vitest";
import { applyReport } from "../../src/store/apply.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { changeDigests } from "../../src/store/audit-incident.ts";
import { appendAudit } from "../../src/store/audit-append.ts";
import { noteExport } from "../../src/store/exports.ts";
import { usualRetention } from "../../src/domain/retention.ts";
import { pruneStep } from "../../src/store/prune.ts";
import { recallPruning } from "../../src/store/prune-progress.ts";
import type { Store } from "../../src/store/store.ts";
import { startFixture } from "./child.ts";
import { endedReport, noon, StoreFolder, valueOf } from "./sample.ts";

const day = 86_400_000;
const by = { user: "root", host: "db1" };

function record(store: Store, id: string, age: number): void {
  const startedAt = noon - age;
  const ending = { kind: "exited" as const, exitCode: 1 };
  const report = endedReport(id, { startedAt, rootRun: id }, { endedAt: startedAt, ending });
  valueOf(applyReport(store, report, { now: startedAt, reporterUid: 0 }));
}

/** An incident of the monitor that `record` uses, as the watcher leaves it; it tells of one run. */
function addIncident(store: Store, age: number, state: "opened" | "resolved", run: string): number {
  const at = noon - age;
  const body = JSON.stringify({ monitor: "billing-sync", state });
  const insert = store.database.prepare(`INSERT INTO incidents (monitor, state, severity, kind,
    happened_at, noticed_at, resolved_at, revision, body) VALUES (1, ?, 2, 'failing', ?, ?, ?, 1, ?)`);
  const resolvedAt = state === "resolved" ? at : null;
  const number = Number(insert.run(state, at, at, resolvedAt, body).lastInsertRowid);
  const what = JSON.stringify({ kind: "opened", detail: { run } });
  store.database
    .prepare("INSERT INTO incident_changes VALUES (?, 1, ?, ?, ?)")
    .run(number, at, at, what);
  const data = { revision: 1, ...changeDigests({ at, noticedAt: at, what, body }) };
  const subject = `INC-${number}`;
  appendAudit(store, { at, kind: "incident-opened", actor: by, subject, data });
  return number;
}

function sweep(store: Store): void {
  const memory = recallPruning(store);
  const rules = { ...usualRetention, keepRuns: 1 };
  const context = { rules, now: noon, by, limit: 5, judged: false };
  while (!valueOf(pruneStep(store, memory, context)).swept);
}

const runsOf = (store: Store) => store.database.prepare("SELECT id FROM runs").pluck().all();
const incidentsOf = (store: Store) =>
  store.database.prepare("SELECT number FROM incidents").pluck().all();

describe("pruning incidents", () => {
  it.each<[string, number, "opened" | "resolved", boolean, boolean]>([
    ["goes with its run after 400 days", 401, "resolved", false, false],
    ["stays with its run for 400 days", 399, "resolved", false, true],
    ["stays while it is open, and so does its run", 401, "opened", false, true],
    ["stays where it was exported, and so does its run", 401, "resolved", true, true],
  ])("%s", (_, age, state, exported, stays) => {
    using folder = new StoreFolder();
    const store = folder.open({ now: noon - 500 * day });
    record(store, "broke", (age + 1) * day);
    const incident = addIncident(store, age * day, state, "broke");
    record(store, "later", day);
    if (exported) {
      const digest = "ab".repeat(32);
      const made = { incident: { number: incident, revision: 1 }, monitor: null, format: "json" };
      valueOf(noteExport(store, { ...made, digest, recordDigest: digest }, { by, now: noon }));
    }
    sweep(store);
    // The run is looked at before its incident, so that it goes with the next sweep.
    sweep(store);
    expect(incidentsOf(store)).toEqual(stays ? [incident] : []);
    expect(runsOf(store)).toEqual(stays ? ["broke", "later"] : ["later"]);
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });
});

describe("whoever is killed while pruning", () => {
  it("leaves a whole store, and the next one goes on", { timeout: 60_000 }, async () => {
    using folder = new StoreFolder();
    const store = folder.open({ now: noon - 500 * day });
    for (let age = 160; age > 0; age -= 1) record(store, `r${age}`, age * day);
    for (const steps of [5, 20, 40]) {
      const { child, ended } = startFixture("prune-forever", [folder.path, String(noon)]);
      let lines = 0;
      child.stdout?.on("data", (chunk: Buffer) => {
        lines += chunk.toString().split("\n").length - 1;
        if (lines >= steps) child.kill("SIGKILL");
      });
      await ended;
      expect(valueOf(verifyAudit(store)).kind).toBe("intact");
      expect(store.database.prepare("SELECT count(*) FROM pruning").pluck().get()).toBe(0);
    }
    sweep(store);
    expect(runsOf(store)).toHaveLength(30);
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });
});
