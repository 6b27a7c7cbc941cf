import { readFileSync } from "node:fs";
import type { Scalar } from "../domain/probe.ts";
import { codeOf } from "./world.ts";

/** Where this module is, for the process that is to load it. */
export const sqliteChild = import.meta.url;

export interface SqliteQuestion {
  readonly path: string;
  readonly query: string;
  readonly timeoutMs: number;
}

export type SqliteAnswer =
  | { readonly kind: "value"; readonly rows: number; readonly value: Scalar }
  | { readonly kind: "failed"; readonly reason: string };

/** In a process of its own: takes a question on stdin, and says the answer on stdout. */
export async function answerSqlite(): Promise<void> {
  const { default: Database } = await import("better-sqlite3");
  const { path, query, timeoutMs } = JSON.parse(readFileSync(0, "utf8")) as SqliteQuestion;
  let answer: SqliteAnswer;
  try {
    const database = new Database(path, {
      readonly: true,
      fileMustExist: true,
      // Others may write for as long as a look may take.
      timeout: timeoutMs,
    });
    database.pragma("query_only = ON");
    answer = firstValue(database.prepare(query));
  } catch (error) {
    const message = error instanceof Error ? error.message : "it failed";
    answer = { kind: "failed", reason: `SQLite: ${message} (${codeOf(error)})` };
  }
  process.stdout.write(JSON.stringify(answer));
}

interface Query {
  readonly reader: boolean;
  readonly raw: (on: boolean) => { readonly iterate: () => Iterable<unknown> };
}

const longestValue = 1_000;

function firstValue(query: Query): SqliteAnswer {
  if (!query.reader) return { kind: "failed", reason: "SQLite: the query answers nothing" };
  const found: (readonly unknown[])[] = [];
  for (const row of query.raw(true).iterate()) {
    found.push(row as readonly unknown[]);
    if (found.length > 1) return { kind: "failed", reason: "the query answers more than one row" };
  }
  const [row] = found;
  if (row === undefined) return { kind: "value", rows: 0, value: null };
  if (row.length > 1) return { kind: "failed", reason: "the query answers more than one column" };
  const [value] = row;
  if (typeof value === "string")
    return { kind: "value", rows: 1, value: value.slice(0, longestValue) };
  if (typeof value === "number" || value === null) return { kind: "value", rows: 1, value };
  return { kind: "failed", reason: "the query answers bytes, not a number or a time" };
}
