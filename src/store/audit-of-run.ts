import type { EpochMilliseconds } from "../base/time.ts";
import { readAuditEvent } from "../domain/audit.ts";
import { storedLink, type LinkRow } from "./audit-read.ts";
import type { StoredRun } from "./run-stored.ts";
import { prepare, type Store } from "./store.ts";

/** Events looked at around the instant at which a run ended: nearly always it is among the first few. */
const windows = [
  { before: 8, after: 40 },
  { before: 64, after: 1_000 },
] as const;

/**
 * The event that holds the digest of an ended run: the chain is in the order of time, nearly, so that
 * it needs no index. Null where the run did not end, or its end was told much later.
 */
export function findRunEvent(store: Store, { start, end }: StoredRun): number | null {
  if (end === null) return null;
  const first = firstSince(store, end.columns["endedAt"] as number);
  const subject = new TextEncoder().encode(`"subject":${JSON.stringify(start.id)}`);
  for (const { before, after } of windows) {
    const rows = prepare(store, select).all(first - before, first + after, subject) as LinkRow[];
    const event = rows
      .map(storedLink)
      .map(({ bytes }) => readAuditEvent(bytes))
      .find((each) => each?.kind === "run-ended" && each.subject === start.id);
    if (event !== undefined && event !== null) return event.seq;
  }
  return null;
}

const select = `SELECT seq, bytes, hash FROM audit
  WHERE seq BETWEEN ? AND ? AND instr(bytes, ?) > 0 ORDER BY seq`;

/** The first event of that instant or later, as far as the clock never went back. */
function firstSince(store: Store, at: EpochMilliseconds): number {
  let [low, high] = prepare(store, selectEnds).get() as [number, number];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const row = prepare(store, selectOne).get(middle) as LinkRow | undefined;
    const event = row === undefined ? null : readAuditEvent(storedLink(row).bytes);
    if (event !== null && event.at >= at) high = middle - 1;
    else low = middle + 1;
  }
  return low;
}

/** Asked for in one breath, both would make SQLite read all of it. */
const selectEnds = `SELECT coalesce((SELECT min(seq) FROM audit), 1),
  coalesce((SELECT max(seq) FROM audit), 0)`;
const selectOne = "SELECT seq, bytes, hash FROM audit WHERE seq = ?";
