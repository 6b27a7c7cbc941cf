import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { factsOf } from "../domain/incident-facts.ts";
import type { Incident, TimelineEntry } from "../domain/incident.ts";
import type { Run } from "../domain/run.ts";
import { toRun } from "./run-read.ts";
import { findRunEvent } from "./audit-of-run.ts";
import { findStoredRun, selectRuns, storedRun, type StoredRun } from "./run-stored.ts";
import { prepare, type Store } from "./store.ts";
import type { StoryRecord } from "./story-read.ts";

export interface RecordRuns {
  /** Oldest first; with their outputs where the incident names them, but for those of the middle of many. */
  readonly runs: readonly { readonly run: Run; readonly seq: number | null }[];
  /** Runs of that time that are not among them. */
  readonly more: number;
}

/** Named runs of which the output is read; the first and the last of many tell most. */
const mostNamed = 24;
/** Other runs of the time, from each end. */
const mostOfEnd = 10;
/** What came next. */
const mostAfter = 3;
const mostCounted = 100_000;

/** The runs that the incident names, and those of the same monitor around them. */
export function readRecordRuns(store: Store, { record }: StoryRecord): RecordRuns {
  const { incident, timeline, monitor } = record;
  const found = new Map<string, StoredRun>();
  const ids = namedRuns(incident, timeline);
  const named = new Set([...ids.slice(0, mostNamed / 2), ...ids.slice(-mostNamed / 2)]);
  for (const id of named) {
    const stored = findStoredRun(store, id);
    if (stored !== null) found.set(id, stored);
  }
  const { from, until } = spanOf(incident, [...found.values()]);
  for (const stored of readAround(store, monitor.number, from, until))
    if (!found.has(stored.start.id)) found.set(stored.start.id, stored);
  const inSpan = [...found.values()].filter(
    ({ start }) => startedAt(start) >= from && startedAt(start) <= until,
  );
  const count = prepare(store, countRuns).get(monitor.number, from, until) as [number];
  const all = [...found.values()].toSorted(
    (one, other) => startedAt(one.start) - startedAt(other.start) || one.number - other.number,
  );
  return {
    runs: all.map((stored) => ({
      run: toRun(store, stored, { outputs: named.has(stored.start.id) }),
      seq: named.has(stored.start.id) ? findRunEvent(store, stored) : null,
    })),
    more: Math.max(0, count[0] - inSpan.length),
  };
}

/** In the order in which the story comes to them. */
function namedRuns(incident: Incident, timeline: readonly TimelineEntry[]): readonly string[] {
  const facts = factsOf(incident);
  const { resolution } = incident;
  const told = timeline.flatMap((entry) => {
    const broke = "detail" in entry ? [entry.detail.run, entry.detail.lastGood?.run] : [];
    const ended = entry.kind === "cause-ended" && "run" in entry.by ? [entry.by.run] : [];
    return [...broke, ...ended];
  });
  const healed = resolution?.kind === "healed" ? resolution.run : null;
  const all = [facts.lastGood?.run, ...told, facts.run, healed];
  return [...new Set(all.filter((id) => typeof id === "string"))];
}

/** From the last good run or the break to the resolution, or with no end. */
function spanOf(incident: Incident, named: readonly StoredRun[]) {
  const starts = named.map(({ start }) => startedAt(start));
  const from = Math.min(incident.happenedAt, ...starts);
  return { from, until: incident.resolvedAt ?? Number.MAX_SAFE_INTEGER };
}

function readAround(
  store: Store,
  monitor: number,
  from: EpochMilliseconds,
  until: EpochMilliseconds,
): readonly StoredRun[] {
  const read = (where: string, ...values: number[]) =>
    (
      prepare(store, `${selectRuns} WHERE runs.monitor = ? AND ${where}`).all(
        monitor,
        ...values,
      ) as Json[][]
    ).map(storedRun);
  const within = "started_at >= ? AND started_at <= ? ORDER BY started_at";
  return [
    ...read(`${within} LIMIT ?`, from, until, mostOfEnd),
    ...read(`${within} DESC LIMIT ?`, from, until, mostOfEnd),
    ...read("started_at > ? ORDER BY started_at LIMIT ?", until, mostAfter),
  ];
}

const countRuns = `SELECT count(*) FROM (SELECT 1 FROM runs
  WHERE monitor = ? AND started_at >= ? AND started_at <= ? LIMIT ${mostCounted})`;

function startedAt(start: StoredRun["start"]): number {
  return start.columns["startedAt"] as number;
}
