import { describe, expect, it } from "vitest";
import { applyReport } from "../../src/store/apply.ts";
import { readAuditEvents } from "../../src/store/audit-read.ts";
import { readStoreId, verifyAudit } from "../../src/store/audit-verify.ts";
import { markLost } from "../../src/store/lost-mark.ts";
import { sha256Hex } from "../../src/text/digest.ts";
import type { Store } from "../../src/store/store.ts";
import { endedReport, noon, sampleStart, StoreFolder, valueOf } from "./sample.ts";

/** Three ended runs (events 2 to 4) and a lost one (event 5), every guard taken off. */
function unguarded(folder: StoreFolder): Store {
  const store = folder.open();
  const options = { now: noon, reporterUid: 0 };
  for (const id of ["a", "b", "c"]) valueOf(applyReport(store, endedReport(id), options));
  const start = sampleStart("d", { startedAt: noon - 9 });
  valueOf(applyReport(store, { kind: "run-started", start }, options));
  const sight = {
    bootId: "boot-2",
    machineId: "machine-1",
    pidNamespace: "1",
    bootedAt: null,
    startTicksOf: () => null,
  };
  const actor = { user: "root", host: "db1" };
  expect(valueOf(markLost(store, ["d"], { now: noon + 5, sight, actor, uid: 0 }))).toHaveLength(1);
  const triggers = store.database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  for (const name of triggers.pluck().all() as string[])
    store.database.exec(`DROP TRIGGER ${name}`);
  store.database.exec("PRAGMA foreign_keys = OFF");
  return store;
}

/** Rewrites event 3 and gives it a fitting hash: only its successor can tell. */
function rewrite(store: Store): void {
  const row = store.database.prepare("SELECT bytes FROM audit WHERE seq = 3").pluck();
  const bytes = (row.get() as Buffer).toString().replace('"db1"', '"db2"');
  const update = store.database.prepare("UPDATE audit SET bytes = ?, hash = ? WHERE seq = 3");
  update.run(Buffer.from(bytes), sha256Hex(bytes));
}

const change = (sql: string) => (store: Store) => void store.database.exec(sql);

describe("verifying the chain", () => {
  it("finds nothing wrong where nothing is", () => {
    using folder = new StoreFolder();
    const store = unguarded(folder);
    const head = valueOf(readAuditEvents(store, { limit: 1 }))[0];
    expect(valueOf(verifyAudit(store))).toEqual({
      kind: "intact",
      events: 5,
      head: { seq: 5, hash: head?.hash },
    });
  });

  it.each<[string, (store: Store) => void, number | null, object]>([
    [
      "an event was changed",
      change("UPDATE audit SET bytes = x'7b7d' WHERE seq = 3"),
      3,
      { kind: "hash-mismatch" },
    ],
    ["an event was changed with its hash", rewrite, 4, { kind: "broken-link" }],
    [
      "an event was taken out",
      change("DELETE FROM audit WHERE seq = 3"),
      4,
      { kind: "gap", expected: 3 },
    ],
    [
      "the first events were taken away",
      change("DELETE FROM audit WHERE seq < 3"),
      3,
      { kind: "gap", expected: 1 },
    ],
    ["all events were taken away", change("DELETE FROM audit"), 1, { kind: "gap", expected: 1 }],
    [
      "the chain is another store's",
      change("UPDATE meta SET value = 'x'"),
      1,
      { kind: "broken-link" },
    ],
    [
      "two events changed places",
      change(
        "UPDATE audit SET seq = -seq WHERE seq IN (2, 3); UPDATE audit SET seq = 5 + seq WHERE seq < 0",
      ),
      2,
      { kind: "unreadable" },
    ],
    [
      "an exit code was changed",
      change("UPDATE runs SET exit_code = 1 WHERE id = 'b'"),
      3,
      { kind: "run-changed", run: "b" },
    ],
    [
      "a fact was changed",
      change("UPDATE runs SET start_facts = json_set(start_facts, '$.cwd', '/') WHERE id = 'b'"),
      3,
      { kind: "run-changed", run: "b" },
    ],
    [
      "facts were broken",
      change("UPDATE runs SET end_facts = 'x' WHERE id = 'b'"),
      3,
      { kind: "run-changed", run: "b" },
    ],
    [
      "a run was given to another monitor",
      change("UPDATE monitors SET name = 'x'"),
      2,
      { kind: "run-changed", run: "a" },
    ],
    [
      "the reporter was changed",
      change("UPDATE runs SET reporter_uid = 7 WHERE id = 'c'"),
      4,
      { kind: "run-changed", run: "c" },
    ],
    [
      "an end was taken back",
      change(
        "UPDATE runs SET ended_at = NULL, duration_ms = NULL, ending = NULL, outcome = NULL, end_facts = NULL WHERE id = 'b'",
      ),
      3,
      { kind: "run-changed", run: "b" },
    ],
    [
      "a run was deleted",
      change("DELETE FROM run_outputs; DELETE FROM runs WHERE id = 'b'"),
      2,
      { kind: "output-changed", run: "a", stream: "stdout" },
    ],
    [
      "a run alone was deleted",
      change("DELETE FROM runs WHERE id = 'b'"),
      3,
      { kind: "run-missing", run: "b" },
    ],
    [
      "an output was changed",
      change("UPDATE run_outputs SET stderr = stdout WHERE run = 2"),
      3,
      { kind: "output-changed", run: "b", stream: "stderr" },
    ],
    [
      "a loss was embellished",
      change('UPDATE run_events SET data = \'{"at":1,"jobAlive":true}\''),
      5,
      { kind: "lost-note-changed", run: "d" },
    ],
    [
      "a loss was taken away",
      change("DELETE FROM run_events"),
      5,
      { kind: "lost-note-changed", run: "d" },
    ],
    [
      "a run was made up",
      change(
        "INSERT INTO runs (id, monitor, origin, started_at, host, root_run, start_facts, reporter_uid, ended_at, duration_ms, ending, exit_code, outcome, end_facts) VALUES ('z', 1, 'wrapped', 1, 'h', 'z', '{}', 0, 2, 1, 'exited', 0, 'succeeded', '{}')",
      ),
      null,
      { kind: "untold-end", run: "z" },
    ],
    [
      "the last event was cut off",
      change("DELETE FROM audit WHERE seq = 5"),
      null,
      { kind: "untold-loss", run: "d" },
    ],
    [
      "the last two events were cut off",
      change("DELETE FROM audit WHERE seq > 3"),
      null,
      { kind: "untold-end", run: "c" },
    ],
  ])("finds that %s", (_, tamper, seq, fault) => {
    using folder = new StoreFolder();
    const store = unguarded(folder);
    tamper(store);
    expect(valueOf(verifyAudit(store))).toEqual({ kind: "broken", seq, fault });
  });
});

describe("the chain", () => {
  it("begins with the store's own id, and no two stores share it", () => {
    using one = new StoreFolder();
    using two = new StoreFolder();
    const ids = [one, two].map((folder) => valueOf(readStoreId(folder.open())));
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/u);
    expect(ids[0]).not.toBe(ids[1]);
    const [first] = valueOf(readAuditEvents(one.open(), { limit: 9 }));
    expect(first?.event).toMatchObject({
      seq: 1,
      kind: "store-created",
      at: noon,
      actor: { user: "root", host: "db1" },
      subject: ids[0],
      prev: sha256Hex(`luota store ${ids[0] ?? ""}`),
    });
  });

  it("is read newest first, from an instant on", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    for (const [index, id] of ["a", "b", "c"].entries()) {
      valueOf(applyReport(store, endedReport(id), { now: noon + index, reporterUid: 0 }));
    }
    const seqs = (question: { limit: number; since?: number }) =>
      valueOf(readAuditEvents(store, question)).map((line) => line.seq);
    expect(seqs({ limit: 2 })).toEqual([4, 3]);
    expect(seqs({ limit: 9, since: noon + 1 })).toEqual([4, 3]);
  });
});
