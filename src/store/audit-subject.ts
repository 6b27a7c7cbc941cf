import type { ReadAuditEvent } from "../domain/audit.ts";
import { isObject } from "../domain/decode.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { checkAttempt, type AttemptFault } from "./audit-attempt.ts";
import { checkIncident, type IncidentFault } from "./audit-incident.ts";
import { wasCutSo } from "./output-cut.ts";
import { runDigest, storedOutputDigests } from "./run-digest.ts";
import type { StartRow } from "./run-row.ts";
import { findStoredRun } from "./run-stored.ts";
import { prepare, type Store } from "./store.ts";

/** What a chain tells and its store does not, or the other way round. */
export type SubjectFault =
  | IncidentFault
  | AttemptFault
  | { readonly kind: "run-missing"; readonly run: string }
  | { readonly kind: "run-changed"; readonly run: string }
  | { readonly kind: "output-changed"; readonly run: string; readonly stream: "stdout" | "stderr" }
  | { readonly kind: "lost-note-changed"; readonly run: string }
  /** The run has an end of which the chain does not tell. */
  | { readonly kind: "untold-end"; readonly run: string }
  | { readonly kind: "untold-loss"; readonly run: string };

/** Compares one event with what it tells of. */
export function checkSubject(store: Store, event: ReadAuditEvent): SubjectFault | null {
  if (!isObject(event.data)) return null;
  if (settlements.has(event.kind)) return checkAttempt(store, event.kind, event.data);
  if (event.subject === null) return null;
  if (event.kind === "run-ended") return checkRun(store, event.subject, event.data);
  if (event.kind === "run-lost") return checkLoss(store, event.subject, event.data);
  if (event.kind.startsWith("incident-")) return checkIncident(store, event.subject, event.data);
  return null;
}

const settlements: ReadonlySet<string> = new Set([
  "notice-delivered",
  "notice-refused",
  "notice-given-up",
]);

type Data = Readonly<Record<string, unknown>>;

/** The row against its digest, which names the outputs' digests as they were; then the outputs. */
function checkRun(store: Store, run: string, data: Data): SubjectFault | null {
  const stored = findStoredRun(store, run);
  if (stored === null) return { kind: "run-missing", run };
  const { end, reporterUid } = stored;
  const start = asTold(store, stored.start, data["monitor"]);
  if (end === null || start === null) return { kind: "run-changed", run };
  const { stdout, stderr } = data;
  const output =
    typeof stdout === "string" && typeof stderr === "string"
      ? { stdoutDigest: stdout, stderrDigest: stderr }
      : null;
  if (runDigest({ start, end, reporterUid, output }) !== data["digest"]) {
    return { kind: "run-changed", run };
  }
  const now = storedOutputDigests(store, stored);
  if (now !== null && wasCutSo(store, stored.number, run)) return null;
  if ((now?.stdoutDigest ?? null) !== stdout) {
    return { kind: "output-changed", run, stream: "stdout" };
  }
  return (now?.stderrDigest ?? null) === stderr
    ? null
    : { kind: "output-changed", run, stream: "stderr" };
}

/** The start under the name that its monitor had then; null where it never had that name. */
function asTold(store: Store, start: StartRow, monitor: unknown): StartRow | null {
  if (monitor === start.monitor || typeof monitor !== "string") return start;
  const select = `SELECT 1 FROM monitor_names JOIN monitors ON monitors.number = monitor
    WHERE monitor_names.name = ? AND monitors.name = ?`;
  const was = prepare(store, select).get(monitor, start.monitor);
  return was === undefined ? null : { ...start, monitor };
}

function checkLoss(store: Store, run: string, data: Data): SubjectFault | null {
  const note = findStoredRun(store, run)?.lost ?? null;
  const told = canonicalJson({
    at: Number(data["at"]),
    jobAlive: typeof data["jobAlive"] === "boolean" ? data["jobAlive"] : null,
  });
  return note === told ? null : { kind: "lost-note-changed", run };
}

/** Looks for ends and losses without an event, where there are more of them than the chain tells. */
export function findUntold(
  store: Store,
  told: { readonly ended: number; readonly lost: number },
): SubjectFault | null {
  const ended = findMissing(store, told.ended, "run-ended", {
    count: "SELECT count(*) FROM runs WHERE ended_at IS NOT NULL",
    ids: "SELECT id FROM runs WHERE ended_at IS NOT NULL ORDER BY number",
  });
  if (ended !== null) return { kind: "untold-end", run: ended };
  const lost = findMissing(store, told.lost, "run-lost", {
    count: "SELECT count(*) FROM run_events WHERE kind = 'lost'",
    ids: `SELECT id FROM run_events JOIN runs ON runs.number = run
      WHERE kind = 'lost' ORDER BY run_events.number`,
  });
  return lost === null ? null : { kind: "untold-loss", run: lost };
}

function findMissing(
  store: Store,
  told: number,
  kind: string,
  select: { readonly count: string; readonly ids: string },
): string | null {
  const [there] = prepare(store, select.count).get() as [number];
  if (there === told) return null;
  const subjects = `SELECT json_extract(CAST(bytes AS TEXT), '$.subject') FROM audit
    WHERE json_extract(CAST(bytes AS TEXT), '$.kind') = ?`;
  const known = new Set((prepare(store, subjects).all(kind) as [string][]).map(([id]) => id));
  const ids = prepare(store, select.ids).all() as [string][];
  return ids.find(([id]) => !known.has(id))?.[0] ?? null;
}
