import {
  chmodSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { applyReport } from "../../src/store/apply.ts";
import { migrations } from "../../src/store/migrations/list.ts";
import { readRuns } from "../../src/store/runs-page.ts";
import { settleSchema } from "../../src/store/schema.ts";
import { networkFileSystem } from "../../src/store/store-file.ts";
import { closeStore } from "../../src/store/store.ts";
import { startFixture } from "./child.ts";
import { endedReport, noon, StoreFolder, valueOf } from "./sample.ts";

const options = { now: noon, reporterUid: 0 };

describe("a store that can't be opened", () => {
  it.each<[string, (folder: StoreFolder) => unknown, object]>([
    [
      "a directory",
      ({ path }) => {
        mkdirSync(path);
      },
      { kind: "is-a-directory" },
    ],
    [
      "a text file",
      ({ path }) => {
        writeFileSync(path, "no database, ".repeat(99));
      },
      { kind: "not-a-store", reason: "not-sqlite" },
    ],
    ["another program's database", foreign, { kind: "not-a-store", reason: "other-program" }],
    [
      "another program's database with our schema number",
      foreignOfOurNumber,
      { kind: "not-a-store", reason: "other-program" },
    ],
    [
      "a store of a later luota",
      newer,
      { kind: "newer", schema: migrations.length + 1, known: migrations.length },
    ],
    [
      "a link into nowhere",
      ({ path }) => {
        symlinkSync("/nonexistent/luota.db", path);
      },
      { kind: "io" },
    ],
  ])("%s is a failure, not a throw", (_, make, failure) => {
    using folder = new StoreFolder();
    make(folder);
    for (const mode of ["wrapper", "command"] as const) {
      expect(folder.tryOpen({ mode })).toMatchObject({
        ok: false,
        failure: { path: folder.path, ...failure },
      });
    }
  });

  it("is told from one whose folder is a file or missing", () => {
    using folder = new StoreFolder();
    writeFileSync(join(folder.folder, "file"), "");
    const inFile = folder.tryOpen({ path: join(folder.folder, "file", "luota.db") });
    expect(inFile).toMatchObject({ ok: false, failure: { kind: "missing-directory" } });
    const path = join(folder.folder, "none", "luota.db");
    const directory = join(folder.folder, "none");
    expect(folder.tryOpen({ path, makeFolder: false })).toMatchObject({
      ok: false,
      failure: { kind: "missing-directory", directory },
    });
    // A place where mkdir(2) says ENOENT for ever must not be asked for ever.
    expect(folder.tryOpen({ path: "/proc/nope/luota.db" })).toMatchObject({
      ok: false,
      failure: { kind: "missing-directory", directory: "/proc/nope" },
    });
  });

  it("is locked while another one writes, and not for longer than one waits", () => {
    using folder = new StoreFolder();
    const holder = folder.open();
    const other = folder.open({ busyTimeoutMs: 0 });
    holder.database.exec("BEGIN IMMEDIATE");
    const locked = { ok: false, failure: { kind: "locked", path: folder.path } };
    expect(applyReport(other, endedReport("a"), options)).toEqual(locked);
    expect(applyReport(other, endedReport("a"), { ...options, waitMs: 30 })).toEqual(locked);
    expect(valueOf(readRuns(other, { limit: 1, outputs: false }))).toEqual([]);
    holder.database.exec("ROLLBACK");
    expect(valueOf(applyReport(other, endedReport("a"), options))).toBe("recorded");
  });

  it("is corrupt where its pages are", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    for (let index = 0; index < 50; index += 1)
      valueOf(applyReport(store, endedReport(`r${index}`), options));
    closeStore(store);
    truncateSync(folder.path, 40_960);
    const again = folder.tryOpen();
    const failed = again.ok ? applyReport(again.value, endedReport("x"), options) : again;
    expect(failed).toMatchObject({ ok: false, failure: { kind: "corrupt" } });
  });
});

describe("a new store", () => {
  it("is shared with its group whatever the umask, in a private folder", async () => {
    using folder = new StoreFolder();
    const path = join(folder.folder, "state", "luota", "luota.db");
    const { ended } = startFixture("write-runs", [path, "1"], { before: "umask 077" });
    expect(await ended).toMatchObject({ code: 0 });
    const modeOf = (each: string) => statSync(each).mode & 0o7777;
    expect(["", "-wal", "-shm"].map((suffix) => modeOf(`${path}${suffix}`))).toEqual([
      0o660, 0o660, 0o660,
    ]);
    expect(modeOf(join(folder.folder, "state"))).toBe(0o700);
    expect(modeOf(join(folder.folder, "state", "luota"))).toBe(0o700);
  });

  it("keeps what was acknowledged through a power loss: full sync, a write-ahead log, keys, triggers", () => {
    using folder = new StoreFolder();
    const { database } = folder.open();
    const names = ["journal_mode", "synchronous", "foreign_keys", "recursive_triggers"];
    const settings = names.map((name) => database.pragma(name, { simple: true }));
    expect(settings).toEqual(["wal", 2, 1, 1]);
  });

  it("has the schema that is on record", () => {
    using folder = new StoreFolder();
    const { database } = folder.open();
    const select = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name";
    const dump = (database.prepare(select).pluck().all() as string[])
      .map((sql) => `${sql};\n`)
      .join("\n");
    expect(dump).toBe(readFileSync(new URL("schema.sql", import.meta.url), "utf8"));
  });

  it("is made from an empty file too", () => {
    using folder = new StoreFolder();
    writeFileSync(folder.path, "");
    chmodSync(folder.path, 0o640);
    expect(valueOf(applyReport(folder.open({ mode: "wrapper" }), endedReport("a"), options))).toBe(
      "recorded",
    );
    expect(statSync(folder.path).mode & 0o777).toBe(0o640);
  });
});

describe("a store of an earlier luota", () => {
  const next = { number: migrations.length + 1, sql: "CREATE TABLE later (x INTEGER) STRICT" };
  const broken = {
    number: next.number,
    sql: "CREATE TABLE later (x INTEGER) STRICT; CREATE TABLE runs (x)",
  };
  const wish = { now: noon, actor: { user: null, host: null }, migrations: [...migrations, next] };

  it("is migrated by commands and left alone by wrappers", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    valueOf(applyReport(store, endedReport("a"), options));
    expect(settleSchema(store, { ...wish, mode: "wrapper" })).toMatchObject({
      ok: false,
      failure: { kind: "older", schema: migrations.length, known: next.number },
    });
    valueOf(settleSchema(store, { ...wish, mode: "command" }));
    expect(store.database.prepare("SELECT count(*) FROM later").pluck().get()).toBe(0);
    expect(store.database.pragma("user_version", { simple: true })).toBe(next.number);
    valueOf(settleSchema(store, { ...wish, mode: "wrapper" }));
    expect(valueOf(readRuns(store, { limit: 9, outputs: false }))).toHaveLength(1);
  });

  it("stays as it was where a step fails half way", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const steps = { ...wish, mode: "command", migrations: [...migrations, broken] } as const;
    expect(settleSchema(store, steps)).toMatchObject({ ok: false, failure: { kind: "io" } });
    expect(store.database.pragma("user_version", { simple: true })).toBe(migrations.length);
    expect(() => store.database.prepare("SELECT * FROM later")).toThrow("no such table");
  });
});

it.each([
  [0x6969, "nfs"],
  [0xff534d42, "cifs"],
  [0xff534d42 | 0, "cifs"],
  [0x65735546, "fuse"],
  [0xef53, null],
  [0x01021994, null],
])("a file system of magic %s is %s to the store", (magic, name) => {
  expect(networkFileSystem(magic)).toBe(name);
});

function foreign({ path }: StoreFolder): void {
  const database = new Database(path);
  database.exec("CREATE TABLE theirs (x)");
  database.close();
}

function foreignOfOurNumber(folder: StoreFolder): void {
  foreign(folder);
  const database = new Database(folder.path);
  database.pragma(`user_version = ${migrations.length}`);
  database.close();
}

function newer(folder: StoreFolder): void {
  const store = folder.open();
  store.database.pragma(`user_version = ${migrations.length + 1}`);
  closeStore(store);
}
