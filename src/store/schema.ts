import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { chainSeed, type Actor } from "../domain/audit.ts";
import { sha256Hex } from "../text/digest.ts";
import { appendLink } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import type { Migration } from "./migrations/list.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";

/** "luot": tells our files from those of other programs that use SQLite. */
const applicationId = 0x6c_75_6f_74;

export interface SchemaWish {
  /** A wrapper makes a store where there is none, but never changes the schema of another luota's. */
  readonly mode: "wrapper" | "command";
  readonly now: EpochMilliseconds;
  readonly actor: Actor;
  /** All steps that this program knows. */
  readonly migrations: readonly Migration[];
}

/** Sees to it that the file holds the schema of this program. */
export function settleSchema(store: Store, wish: SchemaWish): Result<void, StoreFailure> {
  const found = attempt(store, () => readSchemaNumber(store));
  if (!found.ok) return found;
  if (found.value === wish.migrations.length) return ok(undefined);
  return adviseAgainst(store, wish, found.value) ?? build(store, wish);
}

/** -1: another program's file. */
function readSchemaNumber(store: Store): number {
  const application = readPragma(store, "application_id");
  const schema = readPragma(store, "user_version");
  if (application === applicationId) return schema;
  const isEmpty = application === 0 && schema === 0 && isWithoutTables(store);
  return isEmpty ? 0 : -1;
}

function adviseAgainst(store: Store, wish: SchemaWish, schema: number) {
  const { path } = store;
  const known = wish.migrations.length;
  if (schema === -1) {
    return fail({ kind: "not-a-store" as const, reason: "other-program" as const, path });
  }
  if (schema > known) {
    return fail({ kind: "newer" as const, schema, known, path });
  }
  return schema > 0 && wish.mode === "wrapper"
    ? fail({ kind: "older" as const, schema, known, path })
    : null;
}

/** A new store comes complete or not at all; an old one moves step by step. */
function build(store: Store, wish: SchemaWish): Result<void, StoreFailure> {
  // Counts for a file that is still empty: what is freed later can then be given back.
  const freed = attempt(store, () => store.database.exec("PRAGMA auto_vacuum = INCREMENTAL"));
  if (!freed.ok) return freed;
  const logged = useWriteAheadLog(store);
  if (!logged.ok) return logged;
  const created = transact(store, () => createWhereEmpty(store, wish));
  if (!created.ok) return created;
  for (const migration of wish.migrations) {
    const moved = transact(store, () => migrate(store, wish, migration));
    if (!moved.ok) return moved;
  }
  return ok(undefined);
}

/** Others may have been quicker, so the file is looked at again inside the transaction. */
function createWhereEmpty(store: Store, wish: SchemaWish): Result<void, StoreFailure> {
  if (readSchemaNumber(store) !== 0) return ok(undefined);
  for (const migration of wish.migrations) store.database.exec(migration.sql);
  store.database.exec(`PRAGMA user_version = ${wish.migrations.length}`);
  beginStore(store, wish);
  return ok(undefined);
}

function migrate(store: Store, wish: SchemaWish, step: Migration): Result<void, StoreFailure> {
  const schema = readSchemaNumber(store);
  if (schema !== -1 && schema >= step.number && schema <= wish.migrations.length)
    return ok(undefined);
  const against = adviseAgainst(store, wish, schema);
  if (against !== null) return against;
  store.database.exec(step.sql);
  store.database.exec(`PRAGMA user_version = ${step.number}`);
  return ok(undefined);
}

/** The store's own identity, and the first link of its chain. */
function beginStore(store: Store, wish: SchemaWish): void {
  store.database.exec(`PRAGMA application_id = ${applicationId}`);
  const id = prepare(store, "SELECT lower(hex(randomblob(16)))").get() as [string];
  prepare(store, "INSERT INTO meta (key, value) VALUES ('store-id', ?)").run(id[0]);
  appendLink(store, {
    seq: 1,
    at: wish.now,
    kind: "store-created",
    actor: wish.actor,
    subject: id[0],
    data: {},
    prev: sha256Hex(chainSeed(id[0])),
  });
}

/** SQLite answers BUSY at once where several processes do this together, whatever the wait is. */
function useWriteAheadLog(store: Store): Result<void, StoreFailure> {
  const pauseMs = 5;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = Math.ceil(store.waitMs / pauseMs); ; tries -= 1) {
    const set = attempt(store, () => store.database.pragma("journal_mode = WAL", { simple: true }));
    if (set.ok && set.value === "wal") return ok(undefined);
    if (set.ok) {
      const detail = `journal mode stays ${String(set.value)}`;
      return fail({ kind: "io", code: "SQLITE_IOERR", detail, path: store.path });
    }
    if (set.failure.kind !== "locked" || tries <= 0) return set;
    Atomics.wait(pause, 0, 0, pauseMs);
  }
}

function readPragma(store: Store, name: "application_id" | "user_version"): number {
  return (prepare(store, `PRAGMA ${name}`).get() as [number])[0];
}

function isWithoutTables(store: Store): boolean {
  return prepare(store, "SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
}
