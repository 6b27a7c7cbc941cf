import { formatDuration } from "../base/duration.ts";
import { fail, ok } from "../base/result.ts";
import type { SqlProbe } from "../domain/probe.ts";
import { readConnection } from "./postgres-connection.ts";
import { runProgram } from "./run-program.ts";
import type { QueryAnswer } from "./query-answer.ts";
import type { ProbeWorld } from "./world.ts";

/** What psql prints for NULL, which nothing else looks like. */
const nothing = "\\N";

/**
 * Asks PostgreSQL through psql, read-only. The connection goes through its environment, since the words
 * of a command can be read by every user of the host.
 */
export async function askPostgres(
  connection: string,
  { query, timeoutMs }: Pick<SqlProbe, "query" | "timeoutMs">,
  world: ProbeWorld,
  stop: AbortSignal,
): Promise<QueryAnswer> {
  const read = readConnection(connection);
  if (!read.ok) return read;
  const limits = `-c statement_timeout=${timeoutMs} -c default_transaction_read_only=on`;
  const environment = {
    ...world.environment,
    PGCONNECT_TIMEOUT: String(Math.max(2, Math.ceil(timeoutMs / 1_000))),
    PGAPPNAME: "luota",
    ...read.value,
    PGOPTIONS:
      `${read.value["PGOPTIONS"] ?? world.environment["PGOPTIONS"] ?? ""} ${limits}`.trim(),
    PGCLIENTENCODING: "UTF8",
  };
  const words = [...psql, "--command", query];
  const ended = await runProgram(words, { ...world, environment }, stop);
  switch (ended.kind) {
    case "stopped":
      return fail(`the query did not end within ${formatDuration(timeoutMs)}`);
    case "unstartable":
      return fail(
        ended.code === "ENOENT" ? "psql is not there" : `psql can't be started: ${ended.code}`,
      );
    case "signaled":
      return fail(`psql was ended by ${ended.signal}`);
    case "exited":
      return ended.exitCode === 0
        ? readAnswer(ended.stdout.text)
        : fail(`PostgreSQL: ${firstLine(ended.stderr.text)}`);
  }
}

const psql = [
  ...["psql", "--no-psqlrc", "--no-password", "--quiet", "--tuples-only", "--csv"],
  ...["--set", "ON_ERROR_STOP=1", "--pset", `null=${nothing}`],
];

const longestValue = 1_000;

function readAnswer(printed: string): QueryAnswer {
  const cells = readCells(printed);
  if (cells === null) return fail("what psql printed can't be read");
  if (cells.length === 0) return ok({ rows: 0, value: null });
  if (cells.length > 1) return fail("the query answers more than one row");
  const [row = []] = cells;
  if (row.length > 1) return fail("the query answers more than one column");
  const value = row[0] ?? "";
  return ok({ rows: 1, value: value === nothing ? null : value.slice(0, longestValue) });
}

/** CSV, as far as the second row; null where it is none. */
function readCells(text: string): readonly (readonly string[])[] | null {
  const rows: string[][] = [];
  let rest = text;
  while (rest !== "" && rows.length < 2) {
    const row: string[] = [];
    for (let more = true; more;) {
      const match = /^(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/u.exec(rest) as
        (string | undefined)[] | null;
      if (match === null) return null;
      row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
      rest = rest.slice((match[0] ?? "").length);
      more = match[3] === ",";
    }
    rows.push(row);
  }
  return rows;
}

function firstLine(text: string): string {
  const lines = text.trim().split("\n");
  const line = lines.find((each) => /\b(?:ERROR|FATAL|error|failed)\b/u.test(each)) ?? lines[0];
  return (line ?? "it failed").replace(/^psql: (?:error: )?/u, "").slice(0, 300);
}
