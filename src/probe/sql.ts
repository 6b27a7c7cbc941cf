import type { Scalar, SqlProbe } from "../domain/probe.ts";
import type { Seen } from "../domain/reading.ts";
import { findMatch, tooSlow } from "./match.ts";
import { askPostgres } from "./postgres.ts";
import { askSqlite } from "./sqlite.ts";
import { unknown, type Look } from "./world.ts";

export const lookAtDatabase: Look<SqlProbe<string>> = async (probe, world, stop) => {
  const { database } = probe;
  const answer =
    database.kind === "sqlite"
      ? await askSqlite(database.path, probe, world, stop)
      : await askPostgres(database.connection, probe, world, stop);
  return answer.ok ? see(probe, answer.value) : unknown(answer.failure);
};

function see({ expect }: SqlProbe<string>, { rows, value }: { rows: number; value: Scalar }): Seen {
  const form = expect.value.matches;
  const match = form === null || value === null ? null : findMatch(form, String(value));
  if (match?.kind === "too-slow") return unknown(tooSlow);
  return { kind: "query", rows, value, matched: match === null ? null : match.kind === "match" };
}
