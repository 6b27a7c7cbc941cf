import type { Milliseconds } from "../../base/duration.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { Comparison, HttpProbe, NumberRange, Probe, SqlProbe } from "../../domain/probe.ts";
import { writeReference } from "../../domain/secret-reference.ts";
import { writeDuration, writeSize } from "../units.ts";
import { said, type Plain, type PlainMap } from "./plain.ts";
import { writeValues } from "./route.ts";

/** A probe in the language of the config. */
export function writeProbe(probe: Probe): PlainMap {
  const { timeoutMs, attempts } = probe;
  return said({ ...writeKind(probe), timeout: writeDuration(timeoutMs), attempts });
}

function writeKind(probe: Probe): PlainMap {
  switch (probe.kind) {
    case "file": {
      const { expect, pattern: file } = probe;
      const { newerThanRun, minSize, maxSize, count, sha256, content } = expect;
      return said({
        file,
        maxAge: orNull(expect.maxAgeMs),
        newerThan: newerThanRun ? "run" : null,
        minSize: minSize === null ? null : writeSize(minSize),
        maxSize: maxSize === null ? null : writeSize(maxSize),
        count: count === null ? null : writeRange(count),
        ...{ sha256, matches: content.matches, not: content.not },
      });
    }
    case "command": {
      const { exitCodes, output, value } = probe.expect;
      return said({
        command: probe.command,
        exitCode: exitCodes,
        ...{ matches: output.matches, not: output.not },
        value: value === null ? null : writeComparison(value),
      });
    }
    case "http":
      return { http: writeHttp(probe) };
    case "sql":
      return writeSql(probe);
    default:
      return unreachable(probe);
  }
}

function writeHttp({ url, method, headers, body, redirects, expect }: HttpProbe): PlainMap {
  return said({
    ...{ url: writeReference(url), method, headers: writeValues(headers), body, redirects },
    status: expect.status,
    answerHeaders: expect.headers,
    json: expect.json.map(({ path, value }): Plain => ({ path, ...writeComparison(value) })),
    ...{ matches: expect.body.matches, not: expect.body.not },
    within: orNull(expect.withinMs),
    certificateDays: expect.certificateDays,
  });
}

function writeSql({ database, query, expect }: SqlProbe): PlainMap {
  const sql =
    database.kind === "sqlite"
      ? { sqlite: database.path }
      : { postgres: writeReference(database.connection) };
  return said({ sql, query, value: writeComparison(expect.value) });
}

function writeComparison({ min, max, equals, matches, maxAgeMs }: Comparison): PlainMap {
  return said({ min, max, equals, matches, maxAge: orNull(maxAgeMs) });
}

function writeRange({ min, max }: NumberRange): PlainMap {
  return said({ min, max });
}

function orNull(duration: Milliseconds | null): string | null {
  return duration === null ? null : writeDuration(duration);
}
