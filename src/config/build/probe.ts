import { unreachable } from "../../base/unreachable.ts";
import type { Probe } from "../../domain/probe.ts";
import type { Complain } from "../entry.ts";
import { listOf } from "../shape/section.ts";
import type { RawProbe } from "../shape/probe.ts";
import { checkProbe, kindOf } from "./check-probe.ts";
import { buildComparison } from "./comparison.ts";
import { buildHttp } from "./probe-http.ts";

const defaultTimeoutMs = 30_000;

export interface ProbeContext {
  /** Whether it is looked for the sake of a run, so that `newerThan: run` has a meaning. */
  readonly ofRun: boolean;
}

/** A probe with every default; null where nothing, or too much, says what is looked at. Complains from `[]` on. */
export function buildProbe(raw: RawProbe, complain: Complain, context: ProbeContext): Probe | null {
  if (!checkProbe(raw, complain, context)) return null;
  const kind = kindOf(raw);
  const looking = {
    timeoutMs: raw.timeout ?? defaultTimeoutMs,
    attempts: raw.attempts ?? (kind === "http" ? 2 : 1),
  };
  const { matches = null, not = null } = raw;
  switch (kind) {
    case "file":
      return {
        ...{ kind, ...looking, pattern: raw.file ?? "" },
        expect: {
          maxAgeMs: raw.maxAge ?? (raw.newerThan === "run" ? null : (raw.newerThan ?? null)),
          newerThanRun: raw.newerThan === "run",
          minSize: raw.minSize ?? null,
          maxSize: raw.maxSize ?? null,
          count:
            raw.count === undefined
              ? null
              : { min: raw.count.min ?? null, max: raw.count.max ?? null },
          sha256: raw.sha256?.toLowerCase() ?? null,
          content: { matches, not },
        },
      };
    case "command": {
      const asks = raw.value !== undefined || raw.maxAge !== undefined;
      const expect = {
        exitCodes: raw.exitCode === undefined ? [0] : listOf(raw.exitCode),
        output: { matches, not },
        value: asks ? buildComparison(raw.value, raw.maxAge) : null,
      };
      return { kind, ...looking, command: raw.command ?? [], expect };
    }
    case "http":
      return raw.http === undefined ? null : { kind, ...looking, ...buildHttp(raw.http, complain) };
    case "sql": {
      const { sqlite, postgres } = raw.sql ?? {};
      const expect = { value: buildComparison(raw.value, raw.maxAge) };
      const query = raw.query ?? "";
      if (sqlite !== undefined)
        return { kind, ...looking, database: { kind: "sqlite", path: sqlite }, query, expect };
      if (postgres === undefined) return null;
      const database = { kind: "postgres", connection: postgres } as const;
      return { kind, ...looking, database, query, expect };
    }
    case null:
      return null;
    default:
      return unreachable(kind);
  }
}
