import { describe, expect, it } from "vitest";
import { applyReport } from "../../src/store/apply.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { pruneStep } from "../../src/store/prune.ts";
import { recallPruning, type PruneMemory } from "../../src/store/prune-progress.ts";
import { usualRetention, type RetentionRules } from "../../src/domain/retention.ts";
import type { Store } from "../../src/store/store.ts";
import { endedReport, noon, StoreFolder, valueOf } from "./sample.ts";

const day = 86_400_000;
const by = { user: "root", host: "db1" };
const rules = { ...usualRetention, keepRuns: 3 };

/** One run a day up to noon, the oldest first; each recorded as it ended. */
function runDaily(store: Store, days: number, exitCode = 1): void {
  for (let age = days; age > 0; age -= 1) {
    const startedAt = noon - age * day;
    const end = { endedAt: startedAt + 1_500, ending: { kind: "exited" as const, exitCode } };
    const report = endedReport(`r${age}`, { startedAt, rootRun: `r${age}` }, end);
    valueOf(applyReport(store, report, { now: startedAt + 1_500, reporterUid: 0 }));
  }
}

function pruneAll(store: Store, change: Partial<RetentionRules> = {}, limit = 7): PruneMemory {
  const memory = recallPruning(store);
  const context = { rules: { ...rules, ...change }, now: noon, by, limit, judged: false };
  while (!valueOf(pruneStep(store, memory, context)).swept);
  return memory;
}

const idsOf = (store: Store) =>
  store.database.prepare("SELECT id FROM runs ORDER BY started_at DESC").pluck().all();

describe("pruning", () => {
  it("takes runs that are older than the evidence is kept, and the chain still holds", () => {
    using folder = new StoreFolder();
    const store = folder.open({ now: noon - 99 * day });
    runDaily(store, 60);
    pruneAll(store);
    expect(idsOf(store)).toHaveLength(30);
    expect(idsOf(store).at(-1)).toBe("r30");
    const verdict = valueOf(verifyAudit(store));
    expect(verdict).toMatchObject({ kind: "intact", gone: 30 });
  });

  it("changes nothing when it comes by again", () => {
    using folder = new StoreFolder();
    const store = folder.open({ now: noon - 99 * day });
    runDaily(store, 60);
    pruneAll(store);
    const select = store.database.prepare("SELECT max(seq) FROM audit").pluck();
    const before = select.get();
    pruneAll(store);
    expect(select.get()).toBe(before);
  });

  it("keeps the latest runs of each monitor, however old", () => {
    using folder = new StoreFolder();
    const store = folder.open({ now: noon - 99 * day });
    runDaily(store, 5);
    pruneAll(store, { maxSize: 1 });
    expect(idsOf(store)).toEqual(["r1", "r2", "r3"]);
    expect(valueOf(verifyAudit(store))).toMatchObject({ kind: "intact", gone: 2 });
  });

  it("keeps the healthy runs that tell what is normal", () => {
    using folder = new StoreFolder();
    const store = folder.open({ now: noon - 99 * day });
    runDaily(store, 70, 0);
    pruneAll(store);
    expect(idsOf(store)).toHaveLength(60);
  });

  it.each(["runs", "audit", "run_outputs"])("lets nobody else delete from %s", (table) => {
    using folder = new StoreFolder();
    const store = folder.open();
    runDaily(store, 2);
    expect(() => store.database.exec(`DELETE FROM ${table}`)).toThrow(/not deleted/u);
  });

  it.each<[string, string]>([
    ["a kept event before a gap was changed", "UPDATE audit SET hash = 'x' WHERE seq = 1"],
    [
      "the checkpoint was taken out",
      "DELETE FROM audit WHERE CAST(bytes AS TEXT) LIKE '%\"pruned\"%'",
    ],
    ["more was taken out", "DELETE FROM audit WHERE seq = 33"],
    ["a run went without its event", "DELETE FROM runs WHERE id = 'r2'"],
    [
      "the event of a run went with it",
      "DELETE FROM audit WHERE seq = (SELECT max(seq) - 9 FROM audit)",
    ],
    ["a gap was made longer", "DELETE FROM audit WHERE seq = 32; UPDATE audit_gaps SET last = 32"],
  ])("does not hide that %s", (_, sql) => {
    using folder = new StoreFolder();
    const store = folder.open({ now: noon - 99 * day });
    runDaily(store, 60);
    pruneAll(store);
    const triggers = store.database.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
    );
    for (const name of triggers.pluck().all() as string[])
      store.database.exec(`DROP TRIGGER ${name}`);
    store.database.exec("PRAGMA foreign_keys = OFF");
    store.database.exec(sql);
    expect(valueOf(verifyAudit(store)).kind).toBe("broken");
  });
});
