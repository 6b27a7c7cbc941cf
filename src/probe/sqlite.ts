import { formatDuration } from "../base/duration.ts";
import { fail, ok } from "../base/result.ts";
import type { SqlProbe } from "../domain/probe.ts";
import { runProgram } from "./run-program.ts";
import {
  answerSqlite,
  sqliteChild,
  type SqliteAnswer,
  type SqliteQuestion,
} from "./sqlite-child.ts";
import type { QueryAnswer } from "./query-answer.ts";
import type { ProbeWorld } from "./world.ts";

/**
 * Asks a file of SQLite through a process of its own: a query can't be broken off in the one that asks,
 * and would stop all other looks.
 */
export async function askSqlite(
  path: string,
  { query, timeoutMs }: Pick<SqlProbe, "query" | "timeoutMs">,
  world: ProbeWorld,
  stop: AbortSignal,
): Promise<QueryAnswer> {
  const code = `import(process.argv[1]).then((each) => each.${answerSqlite.name}())`;
  const words = [process.execPath, "--eval", code, sqliteChild];
  const question: SqliteQuestion = { path, query, timeoutMs };
  const ended = await runProgram(words, world, stop, JSON.stringify(question));
  switch (ended.kind) {
    case "stopped":
      return fail(`the query did not end within ${formatDuration(timeoutMs)}`);
    case "unstartable":
      return fail(`the process that asks can't be started: ${ended.code}`);
    case "signaled":
      return fail(`the process that asks was ended by ${ended.signal}`);
    case "exited": {
      if (ended.exitCode !== 0) return fail("the process that asks failed");
      const answer = JSON.parse(ended.stdout.text) as SqliteAnswer;
      return answer.kind === "failed" ? fail(answer.reason) : ok(answer);
    }
  }
}
