import { writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import type { Comparison, SqlProbe } from "../../src/domain/probe.ts";
import { anyValue, Folder, look, looking, lookInWords } from "./looking.ts";

const asks = (path: string, query: string, asked: Partial<Comparison>): SqlProbe<string> => ({
  ...{ kind: "sql", ...looking, database: { kind: "sqlite", path }, query },
  expect: { value: { ...anyValue, ...asked } },
});

function makeDatabase(folder: Folder): string {
  const path = folder.in("app.db");
  const database = new Database(path);
  database.pragma("journal_mode = WAL");
  database.exec(`CREATE TABLE t (id INTEGER, updated_at TEXT, data BLOB);
    INSERT INTO t VALUES (1, datetime('now', '-2 hours'), x'00'), (2, datetime('now'), x'01');
    CREATE TABLE empty (updated_at TEXT)`);
  database.close();
  return path;
}

const hour = 3_600_000;

describe("a database of SQLite", () => {
  test.each<[string, string, Partial<Comparison>, string | RegExp]>([
    ["a young row", "select max(updated_at) from t", { maxAgeMs: hour }, "good"],
    [
      "an old row",
      "select min(updated_at) from t",
      { maxAgeMs: hour },
      /^bad: the value is 2h(?: 0s)? old, at most 1h is allowed$/u,
    ],
    ["enough rows", "select count(*) from t", { min: 2 }, "good"],
    [
      "too few rows",
      "select count(*) from t",
      { min: 3 },
      "bad: the value is 2, at least 3 is asked",
    ],
    [
      "no latest row",
      "select max(updated_at) from empty",
      { maxAgeMs: hour },
      "bad: the value is nothing",
    ],
    [
      "no row at all",
      "select updated_at from empty",
      { maxAgeMs: hour },
      "bad: the query answers no row",
    ],
    ["bad SQL", "selec 1", { min: 1 }, /^unknown: SQLite: near "selec": syntax error/u],
    ["no such table", "select 1 from gone", { min: 1 }, /^unknown: SQLite: no such table/u],
    [
      "several rows",
      "select id from t",
      { min: 1 },
      "unknown: the query answers more than one row",
    ],
    [
      "several columns",
      "select 1, 2",
      { min: 1 },
      "unknown: the query answers more than one column",
    ],
    ["bytes", "select data from t limit 1", { min: 1 }, /^unknown: the query answers bytes/u],
    ["a write", "delete from t", { min: 1 }, "unknown: SQLite: the query answers nothing"],
    ["a write that answers", "delete from t returning id", { min: 0 }, /^unknown: SQLite: /u],
    ["two statements", "select 1; select 2", { min: 1 }, /^unknown: SQLite: .*more than one/u],
  ])("%s", async (_, query, asked, words) => {
    using folder = new Folder();
    const told = await lookInWords(asks(makeDatabase(folder), query, asked));
    if (typeof words === "string") expect(told).toBe(words);
    else expect(told).toMatch(words);
  });

  test("is not there, or is none: unknown, and nothing is made", async () => {
    using folder = new Folder();
    expect(await lookInWords(asks(folder.in("gone.db"), "select 1", { min: 1 }))).toMatch(
      /^unknown: SQLite: unable to open/u,
    );
    writeFileSync(folder.in("text"), "no database, ".repeat(99));
    expect(await lookInWords(asks(folder.in("text"), "select 1", { min: 1 }))).toMatch(
      /^unknown: SQLite: file is not a database/u,
    );
  });

  test("a query that takes for ever is broken off", async () => {
    using folder = new Folder();
    const endless =
      "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";
    const probe = { ...asks(makeDatabase(folder), endless, { min: 1 }), timeoutMs: 700 };
    const { weighed, reading } = await look(probe);
    expect(weighed.problems).toEqual(["the query did not end within 700ms"]);
    expect(weighed.state).toBe("unknown");
    expect(reading.tookMs).toBeLessThan(4_500);
  });
});
