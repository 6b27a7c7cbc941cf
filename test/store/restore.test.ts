import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyReport } from "../../src/store/apply.ts";
import { backUp } from "../../src/store/backup.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { readyCopy } from "../../src/store/restore-copy.ts";
import { restoreInto } from "../../src/store/restore.ts";
import type { Store } from "../../src/store/store.ts";
import { endedReport, noon, StoreFolder, valueOf } from "./sample.ts";

const deed = { by: { user: "root", host: "db1" }, now: noon };

function record(store: Store, ...ids: readonly string[]): void {
  for (const id of ids)
    valueOf(applyReport(store, endedReport(id, { rootRun: id }), { now: noon, reporterUid: 0 }));
}

function restore(store: Store, backup: string) {
  const ready = valueOf(readyCopy(backup, store.path, deed));
  try {
    return restoreInto(store, { ...ready, sight: null }, deed);
  } finally {
    ready.drop();
  }
}

const idsOf = (store: Store) =>
  store.database.prepare("SELECT id FROM runs ORDER BY number").pluck().all();

describe("a backup", () => {
  it("is a whole store of its own, for its owner's eyes only", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    record(store, "a", "b");
    const path = `${folder.path}.backup`;
    const made = valueOf(backUp(store, path, deed));
    expect(made).toMatchObject({ path, events: 3, head: { seq: 3 } });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const copy = folder.open({ path });
    expect(idsOf(copy)).toEqual(["a", "b"]);
    expect(valueOf(verifyAudit(copy)).kind).toBe("intact");
  });

  it("never takes the place of a file, and leaves nothing else behind", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const path = `${folder.path}.backup`;
    writeFileSync(path, "mine");
    expect(backUp(store, path, deed)).toMatchObject({ failure: { kind: "exists" } });
    expect(readdirSync(folder.folder).filter((name) => name.includes(".part-"))).toEqual([]);
  });

  it("is not made of a store whose chain is broken", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    record(store, "a");
    store.database.exec(
      "DROP TRIGGER audit_never_changes; UPDATE audit SET hash = 'x' WHERE seq = 2",
    );
    const path = `${folder.path}.backup`;
    expect(backUp(store, path, deed)).toMatchObject({ failure: { kind: "unsound" } });
    expect(existsSync(path)).toBe(false);
  });
});

describe("restoring", () => {
  it("brings back what the backup had, keeps the rest aside, and opens a new segment of the chain", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    record(store, "a", "b");
    const path = `${folder.path}.backup`;
    valueOf(backUp(store, path, deed));
    record(store, "c", "d");
    const done = valueOf(restore(store, path));
    expect(idsOf(store)).toEqual(["a", "b"]);
    expect(done).toMatchObject({ parent: { seq: 3 }, seq: 7 });
    expect(valueOf(verifyAudit(store))).toMatchObject({
      kind: "intact",
      events: 4,
      elsewhere: 3,
      head: { seq: 7 },
    });
    const aside = folder.open({ path: done.aside ?? "" });
    expect(idsOf(aside)).toEqual(["a", "b", "c", "d"]);
    expect(valueOf(verifyAudit(aside)).kind).toBe("intact");
  });

  it("gives no number twice: what was opened since the backup keeps its own", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const path = `${folder.path}.backup`;
    valueOf(backUp(store, path, deed));
    const bump = "INSERT INTO sqlite_sequence (name, seq) VALUES ('incidents', 17)";
    store.database.exec(bump);
    valueOf(restore(store, path));
    const select = "SELECT seq FROM sqlite_sequence WHERE name = 'incidents'";
    expect(store.database.prepare(select).pluck().get()).toBe(17);
  });

  it("leaves many numbers out where the lost store can't be asked", () => {
    using folder = new StoreFolder();
    using other = new StoreFolder();
    const store = folder.open();
    record(store, "a");
    const path = `${folder.path}.backup`;
    valueOf(backUp(store, path, deed));
    const fresh = other.open();
    const done = valueOf(restore(fresh, path));
    expect(done.aside).toBeNull();
    expect(done.seq).toBeGreaterThan(1_000_000);
    expect(idsOf(fresh)).toEqual(["a"]);
    expect(valueOf(verifyAudit(fresh)).kind).toBe("intact");
    record(fresh, "b");
    expect(valueOf(verifyAudit(fresh)).kind).toBe("intact");
  });

  it("goes on beside who has the store open: their next record is there", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const writer = folder.open({ mode: "wrapper" });
    record(writer, "a");
    const path = `${folder.path}.backup`;
    valueOf(backUp(store, path, deed));
    record(writer, "b");
    valueOf(restore(store, path));
    record(writer, "c");
    expect(idsOf(store)).toEqual(["a", "c"]);
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
    const triggers = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'";
    const count = (of: Store) => of.database.prepare(triggers).pluck().get();
    expect(count(store)).toBe(count(folder.open({ path })));
  });

  it.each<[string, (path: string) => void]>([
    [
      "is no store",
      (path) => {
        writeFileSync(path, "not a database at all, but long enough".repeat(99));
      },
    ],
    [
      "is empty",
      (path) => {
        writeFileSync(path, "");
      },
    ],
    ["is not there", () => undefined],
  ])("refuses what %s, and changes nothing", (_, make) => {
    using folder = new StoreFolder();
    const store = folder.open();
    record(store, "a");
    const path = `${folder.path}.backup`;
    make(path);
    expect(readyCopy(path, store.path, deed)).toMatchObject({
      ok: false,
      failure: { kind: "backup" },
    });
    expect(idsOf(store)).toEqual(["a"]);
    expect(readdirSync(folder.folder).filter((name) => name.includes("restoring"))).toEqual([]);
  });
});
