import { fail, ok, type Result } from "../base/result.ts";
import type { RunClose } from "../domain/report.ts";
import type { RunEnd, RunStart } from "../domain/run.ts";
import type { Applied, ApplyOptions, Refusal } from "./applied.ts";
import { readExitCodes } from "./exit-codes.ts";
import { findMonitorNamed, findMonitorNumber } from "./monitor-write.ts";
import { outputTexts } from "./output-text.ts";
import { runDigest, storedOutputDigests } from "./run-digest.ts";
import { addRun, finishRun, type EndedRun } from "./run-insert.ts";
import { endRow, startRow, type EndRow, type StartRow } from "./run-row.ts";
import { findStoredRun, type StoredRun } from "./run-stored.ts";
import { prepare, type Store } from "./store.ts";

type Outcome = Result<Applied, Refusal>;

export function startRun(store: Store, start: RunStart, options: ApplyOptions): Outcome {
  const known = findStoredRun(store, start.id);
  const row = startRow(start);
  if (known !== null)
    return refuseStart(store, known, row, options) ?? completeStart(store, known, row);
  addRun(store, { start: row, end: null, output: null }, options);
  return ok("recorded");
}

/** A start may be written before the job has its process id, and again when it has. */
function completeStart(store: Store, known: StoredRun, start: StartRow): Outcome {
  const knownPid = known.start.columns["pid"] ?? null;
  const pid = start.columns["pid"] ?? null;
  if (known.end !== null || knownPid !== null || pid === null) return ok("known");
  prepare(store, "UPDATE runs SET pid = ? WHERE number = ?").run(pid, known.number);
  return ok("recorded");
}

/** The end carries the start as it was finally known, so that either may come first. */
export function endRun(store: Store, start: RunStart, end: RunEnd, options: ApplyOptions): Outcome {
  const known = findStoredRun(store, start.id);
  const row = startRow(start);
  const ended = {
    start: known !== null && isSameEvent(known, row) ? known.start : row,
    end: endRow(end, readExitCodes(store, start.monitor, end.ending)),
    output: outputTexts(end.output),
  };
  if (known === null) {
    addRun(store, ended, options);
    return ok("recorded");
  }
  const refused = refuseStart(store, known, ended.start, options);
  if (refused !== null) return refused;
  if (known.end !== null && hasEndedSo(known.end, ended.end) && isSameEvent(known, row))
    return ok("known");
  if (known.end !== null) return compareEnds(store, known, ended);
  finishRun(store, known, ended, options);
  return ok("recorded");
}

/** Whoever worked on the same event again came to the same. */
function hasEndedSo(before: EndRow, again: EndRow): boolean {
  return before.columns["ending"] === again.columns["ending"];
}

export function closeRun(store: Store, close: RunClose, options: ApplyOptions): Outcome {
  const known = findStoredRun(store, close.id);
  if (known === null) return refuse("unknown-run", close.id);
  if (isForeign(known, options)) return refuse("other-reporter", close.id);
  const end = { ...close, durationMs: sinceStart(known, close), ...nothingMeasured };
  const exitCodes = readExitCodes(store, known.start.monitor, end.ending);
  const ended = { start: known.start, end: endRow(end, exitCodes), output: null };
  if (known.end !== null) return compareEnds(store, known, ended);
  if (known.start.columns["origin"] === "wrapped") return refuse("wrapped-run", close.id);
  finishRun(store, known, ended, options);
  return ok("recorded");
}

const nothingMeasured = { cpuMs: null, peakMemory: null, output: null } as const;

/** By the wall clocks of whoever reported; one that was set back must not make it negative. */
function sinceStart(known: StoredRun, close: RunClose): number {
  return Math.max(0, close.endedAt - Number(known.start.columns["startedAt"]));
}

/** The same end again is fine; another one would rewrite what happened. */
function compareEnds(store: Store, known: StoredRun, ended: EndedRun): Outcome {
  const { start, end, reporterUid } = known;
  if (end === null) return refuse("already-ended", start.id);
  const output = storedOutputDigests(store, known);
  // The monitor may have another name and other rules since.
  const outcome = end.columns["outcome"] ?? null;
  const again = {
    start: { ...ended.start, monitor: start.monitor },
    end: { ...ended.end, columns: { ...ended.end.columns, outcome } },
    output: ended.output,
    reporterUid,
  };
  const isSame = runDigest({ start, end, reporterUid, output }) === runDigest(again);
  return isSame ? ok("known") : refuse("already-ended", start.id);
}

function refuseStart(store: Store, known: StoredRun, start: StartRow, options: ApplyOptions) {
  const isSame =
    isSameMonitor(store, known.start.monitor, start.monitor) &&
    (known.start.columns["startedAt"] === start.columns["startedAt"] || isSameEvent(known, start));
  if (!isSame) return refuse("other-run", start.id);
  return isForeign(known, options) ? refuse("other-reporter", start.id) : null;
}

/** An event that is sent again starts its run again, in whatever order that is heard: the first start stays. */
function isSameEvent(known: StoredRun, start: StartRow): boolean {
  const [before, again] = [known.start.columns, start.columns];
  return (
    typeof again["externalId"] === "string" &&
    before["externalId"] === again["externalId"] &&
    before["origin"] === "reported" &&
    again["origin"] === "reported"
  );
}

/** Whoever started under an old name may end under it. */
function isSameMonitor(store: Store, known: string, told: string): boolean {
  return known === told || findMonitorNumber(store, told) === findMonitorNamed(store, known);
}

/** Root may speak for anybody: it could write the store itself. */
function isForeign(known: StoredRun, { through, reporterUid }: ApplyOptions): boolean {
  return through === "spool" && reporterUid !== 0 && reporterUid !== known.reporterUid;
}

function refuse(reason: Refusal["reason"], run: string) {
  return fail({ kind: "refused" as const, reason, run });
}
