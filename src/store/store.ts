import type { Database, Statement } from "better-sqlite3";
import { fail, ok, type Result } from "../base/result.ts";
import { storeFailure, type StoreFailure } from "./failure.ts";

/** An open store. Commands close it; a wrapper just exits, since closing the last connection checkpoints. */
export interface Store {
  readonly path: string;
  readonly database: Database;
  readonly statements: Map<string, Statement>;
  /** How long a write waits for others at the moment, in milliseconds. */
  waitMs: number;
}

/** A statement whose rows come as arrays, prepared once per store: objects cost a compiled function each. */
export function prepare(store: Store, sql: string): Statement {
  const known = store.statements.get(sql);
  if (known !== undefined) return known;
  const statement = store.database.prepare(sql);
  if (statement.reader) statement.raw(true);
  store.statements.set(sql, statement);
  return statement;
}

/** Sets how long the next writes wait while others write: 0 means not at all. */
export function setWait(store: Store, waitMs: number): void {
  if (store.waitMs === waitMs) return;
  store.database.exec(`PRAGMA busy_timeout = ${Math.max(0, Math.round(waitMs))}`);
  store.waitMs = waitMs;
}

/** Reads or writes, with what SQLite says against it as a value. */
export function attempt<Value>(store: Store, work: () => Value): Result<Value, StoreFailure> {
  try {
    return ok(work());
  } catch (error) {
    return fail(storeFailure(error, store.path));
  }
}

/** Reads several things as they were at one instant; one lock for all of them also is quicker. */
export function snapshot<Value>(store: Store, work: () => Value): Result<Value, StoreFailure> {
  return attempt(store, () => {
    store.database.exec("BEGIN");
    try {
      return work();
    } finally {
      rollBack(store);
    }
  });
}

/** Runs `work` as one transaction that nobody else's write can interleave; its failure undoes it. */
export function transact<Value, Failure>(
  store: Store,
  work: () => Result<Value, Failure>,
): Result<Value, Failure | StoreFailure> {
  const { database } = store;
  try {
    database.exec("BEGIN IMMEDIATE");
    const result = work();
    database.exec(result.ok ? "COMMIT" : "ROLLBACK");
    return result;
  } catch (error) {
    rollBack(store);
    return fail(storeFailure(error, store.path));
  }
}

/** Where the disk is full, SQLite may have rolled back already. */
function rollBack(store: Store): void {
  if (store.database.inTransaction) store.database.exec("ROLLBACK");
}

export function closeStore(store: Store): void {
  store.database.close();
}
