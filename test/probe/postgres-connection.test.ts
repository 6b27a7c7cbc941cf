import { expect, test } from "vitest";
import { readConnection } from "../../src/probe/postgres-connection.ts";

test.each<[string, Record<string, string>]>([
  [
    "postgres://luota:p%40ss@db.acme.example:5433/app?sslmode=require",
    {
      ...{ PGUSER: "luota", PGPASSWORD: "p@ss", PGHOST: "db.acme.example", PGPORT: "5433" },
      ...{ PGDATABASE: "app", PGSSLMODE: "require" },
    },
  ],
  ["postgresql:///app?host=/run/postgresql", { PGDATABASE: "app", PGHOST: "/run/postgresql" }],
  ["postgres://[::1]:5432/app", { PGHOST: "::1", PGPORT: "5432", PGDATABASE: "app" }],
  ["postgres://a,b:5433/app", { PGHOST: "a,b", PGPORT: ",5433", PGDATABASE: "app" }],
  ["postgres://", {}],
  [
    "host=/run/pg user=luota password='a \\'b\\\\' dbname = app",
    { PGHOST: "/run/pg", PGUSER: "luota", PGPASSWORD: "a 'b\\", PGDATABASE: "app" },
  ],
  ["service=app", { PGSERVICE: "app" }],
])("%s", (text, variables) => {
  expect(readConnection(text)).toEqual({ ok: true, value: variables });
});

test.each([
  ["db.acme.example", /neither a URL nor/u],
  ["", /neither a URL nor/u],
  ["host=a 'verysecret", /neither a URL nor/u],
  ["postgres://u:verysecret%@h/app", /neither a URL nor/u],
  ["host=a krb=verysecret", /does not know the connection's `krb`/u],
  ["postgres://h/app?verysecret=verysecret", /does not know/u],
])("%s is refused", (text, words) => {
  const read = readConnection(text);
  expect(read.ok ? "" : read.failure).toMatch(words);
});
