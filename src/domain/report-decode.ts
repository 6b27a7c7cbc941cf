import type { Result } from "../base/result.ts";
import * as decode from "./decode.ts";
import type { DecodeFailure, Decoder } from "./decode.ts";
import { evidenceBody } from "./evidence-decode.ts";
import type { Report, Signal } from "./report.ts";
import { json, monitorName, runClose, runEnd, runId, runStart } from "./run-decode.ts";
import { runLimits } from "./run-limits.ts";

/** Reads a report that came from outside (a spool file): every member known, typed and bounded. */
export function decodeReport(value: unknown): Result<Report, DecodeFailure> {
  const decoded = report(value, "report");
  if (!decoded.ok || decoded.value.kind !== "run-ended") return decoded;
  return decoded.value.start.id === decoded.value.end.id
    ? decoded
    : decode.undecodable("report.end.id", "the id of the start");
}

const signal: Decoder<Signal> = decode.record<Signal>({
  id: runId,
  at: decode.instant,
  monitor: decode.nullable(monitorName),
  run: decode.nullable(runId),
  host: decode.text(runLimits.word),
  user: decode.nullable(decode.text(runLimits.word)),
  body: decode.kinds<Signal["body"]>({
    beat: decode.record({
      kind: decode.oneOf("beat"),
      summary: decode.nullable(decode.text(runLimits.line)),
      payload: json,
    }),
    log: decode.record({ kind: decode.oneOf("log"), text: decode.text(1_048_576) }),
    evidence: evidenceBody,
  }),
});

const report: Decoder<Report> = decode.kinds<Report>({
  "run-started": decode.record({ kind: decode.oneOf("run-started"), start: runStart }),
  "run-ended": decode.record({ kind: decode.oneOf("run-ended"), start: runStart, end: runEnd }),
  "run-closed": decode.record({ kind: decode.oneOf("run-closed"), close: runClose }),
  signal: decode.record({ kind: decode.oneOf("signal"), signal }),
});
