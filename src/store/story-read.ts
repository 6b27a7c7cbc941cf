import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Outage } from "../domain/facts.ts";
import { factsOf } from "../domain/incident-facts.ts";
import { outagesBetween } from "../domain/outages.ts";
import type { Run } from "../domain/run.ts";
import type { Incident } from "../domain/incident.ts";
import type { ReadingsTold } from "../domain/reading.ts";
import type { Neighbour } from "../domain/world.ts";
import { readConfigsSince, type ConfigHead } from "./configs.ts";
import type { StoreFailure } from "./failure.ts";
import { readIncidentRecord } from "./incident-record.ts";
import type { IncidentRecord } from "./pages.ts";
import { readTold } from "./readings-read.ts";
import { toRun } from "./run-read.ts";
import { findStoredRun } from "./run-stored.ts";
import { readTogether } from "./snapshot.ts";
import { prepare, type Store } from "./store.ts";
import { readWatches } from "./watch-spans.ts";

/** All that the store holds for the story of one incident. */
export interface StoryRecord {
  /** The id of the store; empty where somebody took it away. */
  readonly store: string;
  readonly record: IncidentRecord;
  /** With its outputs; null where none is concerned, or it is not there any more. */
  readonly run: Run | null;
  readonly lastGood: Run | null;
  /** The config in force at the last good run and those after it, oldest first. */
  readonly configs: readonly ConfigHead[];
  readonly outages: readonly Outage[];
  readonly neighbour: Neighbour | null;
  /** Null for what is not about a reading. */
  readonly readings: ReadingsTold | null;
}

/** Reads it as it was at one instant; null where there is no such incident. */
export function readStoryRecord(
  store: Store,
  incident: number,
): Result<StoryRecord | null, StoreFailure> {
  return readTogether(store, () => readStory(store, incident));
}

/** The same within a transaction of the caller's. */
export function readStory(store: Store, incident: number): StoryRecord | null {
  const record = readIncidentRecord(store, incident);
  if (record === null) return null;
  const facts = factsOf(record.incident);
  const run = facts.run === null ? null : readWhole(store, facts.run);
  const goodRun = facts.lastGood?.run ?? null;
  const lastGood = goodRun === null ? null : readWhole(store, goodRun);
  const since = facts.lastGood?.at ?? null;
  const { noticedAt } = record.incident;
  const { number } = record.monitor;
  return {
    store: readStoreName(store),
    record,
    run,
    lastGood,
    configs: since === null ? [] : readConfigsSince(store, since),
    outages: since === null ? [] : readOutages(store, since),
    neighbour: facts.slot === null ? null : readNeighbour(store, number, facts.slot, noticedAt),
    readings: isOfReading(record.incident) ? readTold(store, record.monitor.name) : null,
  };
}

function isOfReading({ drill, causes }: Incident): boolean {
  return drill === null && causes.some(({ kind }) => kind === "stale" || kind === "unreadable");
}

function readWhole(store: Store, id: string): Run | null {
  const stored = findStoredRun(store, id);
  return stored === null ? null : toRun(store, stored, { outputs: true });
}

function readStoreName(store: Store): string {
  const row = prepare(store, "SELECT value FROM meta WHERE key = 'store-id'").get();
  return (row as [string] | undefined)?.[0] ?? "";
}

function readOutages(store: Store, since: EpochMilliseconds): readonly Outage[] {
  return outagesBetween(readWatches(store, since)).filter(({ until }) => until > since);
}

function readNeighbour(
  store: Store,
  monitor: number,
  from: EpochMilliseconds,
  until: EpochMilliseconds,
): Neighbour | null {
  const row = prepare(store, selectNeighbour).get(from, until, monitor);
  if (row === undefined) return null;
  const [name, startedAt] = row as [string, EpochMilliseconds];
  return { monitor: name, startedAt };
}

/** The index by start ends this at the first run of another monitor that luota ran. */
const selectNeighbour = `SELECT monitors.name, started_at FROM runs
  JOIN monitors ON monitors.number = runs.monitor
  WHERE started_at >= ? AND started_at <= ? AND runs.monitor <> ? AND origin = 'wrapped'
  ORDER BY started_at DESC LIMIT 1`;
