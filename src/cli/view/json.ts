import { toIso, toIsoOrNull } from "../../base/time.ts";
import type { Json } from "../../base/json.ts";
import { outcomeOf } from "../../domain/outcome.ts";
import type { MonitorSummary } from "../../domain/summary.ts";
import type { ShownAuditEvent } from "./audit.ts";
import { runToJson } from "./run-json.ts";

/** A monitor as JSON. `outcome` is that of its last run. */
export function monitorToJson(monitor: MonitorSummary): Json {
  const { lastRun, lastSuccess } = monitor;
  return {
    name: monitor.name,
    knownSince: toIso(monitor.knownSince),
    outcome: lastRun === null ? null : outcomeOf(lastRun),
    runningCount: monitor.runningCount,
    runCount: monitor.runCount,
    lastRun: lastRun === null ? null : runToJson(lastRun),
    lastSuccess: lastSuccess === null ? null : runToJson(lastSuccess),
    recent: monitor.recent.map(({ id, outcome, startedAt, durationMs }) => ({
      id,
      outcome,
      startedAt: toIso(startedAt),
      durationMs,
    })),
  };
}

/** An event of the audit chain as JSON; `prev` and `hash` are SHA-256 in hex. */
export function auditToJson(event: ShownAuditEvent): Json {
  return {
    seq: event.seq,
    at: toIsoOrNull(event.at),
    kind: event.kind,
    actor: { user: event.actor.user, host: event.actor.host },
    subject: event.subject,
    data: event.data,
    prev: event.prev,
    hash: event.hash,
  };
}

/** What \`--json\` prints: two spaces deep, one line end. */
export function jsonText(value: Json): string {
  return `${JSON.stringify(value, null, 2).replace(unseen, escapeMark)}\n`;
}

/** What JSON may hold as it is and a terminal obeys: C1 controls, direction marks, line separators. */
const unseen = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

function escapeMark(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
