import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Comparison, SqlProbe } from "../../src/domain/probe.ts";
import { until } from "../rig/until.ts";
import { anyValue, look, looking, lookInWords } from "./looking.ts";
import { hasPostgres, startPostgres, type Postgres } from "./postgres-server.ts";

const password = "correct horse 'battery'";
const hour = 3_600_000;

const asks = (connection: string, query: string, asked: Partial<Comparison>): SqlProbe<string> => ({
  ...{ kind: "sql", ...looking, database: { kind: "postgres", connection }, query },
  expect: { value: { ...anyValue, ...asked } },
});

test("without psql nothing can be told", async () => {
  const probe = asks("host=/nowhere user=luota", "select 1", { min: 1 });
  expect(await lookInWords(probe, { PATH: "/nowhere" })).toBe("unknown: psql is not there");
});

describe.runIf(hasPostgres)("a database of PostgreSQL", () => {
  let server: Postgres;
  let url: string;

  beforeAll(() => {
    server = startPostgres(password);
    server.run(`create table t (id int, updated_at timestamptz, name text);
      insert into t values (1, now() - interval '2 hours', 'a,"b"'), (2, now(), null);
      create table empty (updated_at timestamptz)`);
    url = `postgres://luota:${encodeURIComponent(password)}@/postgres?host=${encodeURIComponent(server.socket)}`;
  }, 60_000);
  afterAll(() => {
    server[Symbol.dispose]();
  });

  test.each<[string, string, Partial<Comparison>, string | RegExp]>([
    ["a young row", "select max(updated_at) from t", { maxAgeMs: hour }, "good"],
    ["an old row", "select min(updated_at) from t", { maxAgeMs: hour }, /^bad: the value is 2h/u],
    ["enough rows", "select count(*) from t", { min: 2 }, "good"],
    ["too few rows", "select count(*) from t", { min: 3 }, /^bad: the value is "?2"?, at least 3/u],
    [
      "a text with commas and quotes",
      "select name from t where id = 1",
      { equals: 'a,"b"' },
      "good",
    ],
    [
      "no latest row",
      "select max(updated_at) from empty",
      { maxAgeMs: hour },
      "bad: the value is nothing",
    ],
    ["no row at all", "select 1 where false", { min: 1 }, "bad: the query answers no row"],
    ["bad SQL", "selec 1", { min: 1 }, /^unknown: PostgreSQL: .*syntax error at or near "selec"/u],
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
    [
      "a write",
      "delete from t returning 1",
      { min: 0 },
      /^unknown: PostgreSQL: .*read-only transaction/u,
    ],
    ["a variable of psql is none", "select ':HOST'", { equals: ":HOST" }, "good"],
  ])("%s", async (_, query, asked, words) => {
    const told = await lookInWords(asks(url, query, asked));
    if (typeof words === "string") expect(told).toBe(words);
    else expect(told).toMatch(words);
  });

  test("key=value words lead there as well", async () => {
    const quoted = password.replaceAll("'", "\\'");
    const words = `host=${server.socket} user=luota dbname=postgres password='${quoted}'`;
    expect(await lookInWords(asks(words, "select 1", { min: 1 }))).toBe("good");
  });

  test("a query that takes for ever is broken off by the server", async () => {
    const probe = { ...asks(url, "select pg_sleep(60)", { min: 1 }), timeoutMs: 800 };
    const { weighed, reading } = await look(probe);
    expect(weighed.state).toBe("unknown");
    expect(weighed.problems.join()).toMatch(/statement timeout|did not end within 800ms/u);
    expect(reading.tookMs).toBeLessThan(4_500);
  });

  test("a wrong password is unknown, and is in no reading", async () => {
    const wrong = url.replace(encodeURIComponent(password), "wrongpassword1");
    const { weighed, reading } = await look(asks(wrong, "select 1", { min: 1 }));
    expect(weighed.state).toBe("unknown");
    expect(weighed.problems.join()).toMatch(/password authentication failed/u);
    expect(JSON.stringify(reading)).not.toContain("wrongpassword1");
  });

  test("the words of the command hold no password", async () => {
    const going = look(asks(url, "select 1 from pg_sleep(1.5)", { min: 1 }));
    const words = await until("psql runs", () => wordsOf("pg_sleep(1.5)"));
    expect(words).toContain("psql");
    expect(words).not.toContain("battery");
    expect((await going).weighed.state).toBe("good");
    expect(server.logged()).not.toContain("battery");
  });

  test("a server that is gone is unknown", async () => {
    const gone = "postgres://luota@/postgres?host=/nowhere";
    expect(await lookInWords(asks(gone, "select 1", { min: 1 }))).toMatch(
      /^unknown: PostgreSQL: .*failed/u,
    );
  });
});

/** The words of the process that was started with these. */
function wordsOf(part: string): string | undefined {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8");
      } catch {
        return "";
      }
    })
    .find((words) => words.includes(part));
}
