import type { Result } from "../base/result.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { factsOf } from "../domain/incident-facts.ts";
import type { Incident } from "../domain/incident.ts";
import type { Drill } from "../domain/drill.ts";
import type { Witness } from "../domain/message.ts";
import { readIncidentEvents, type IncidentEvent } from "./audit-of-incident.ts";
import { readDrills } from "./drills.ts";
import type { StoreFailure } from "./failure.ts";
import { readRecordRuns, type RecordRuns } from "./record-runs.ts";
import { readRecordQuiet, type QuietSpan } from "./record-quiet.ts";
import { readTogether } from "./snapshot.ts";
import { prepare, type Store } from "./store.ts";
import { readStory, type StoryRecord } from "./story-read.ts";

/** All that the store holds for the record of one incident. */
export interface RecordRead extends StoryRecord {
  readonly drill: Drill | null;
  readonly runs: RecordRuns;
  /** Those that tell of the incident, oldest first. */
  readonly events: readonly IncidentEvent[];
  /** What each attempt's message named as the end of the chain, by the attempt's id. */
  readonly witnesses: ReadonlyMap<number, Witness>;
  readonly quiet: readonly QuietSpan[];
  /** The last link of the chain. */
  readonly chain: Witness;
}

/** Reads it as it was at one instant; null where there is no such incident. */
export function readRecord(
  store: Store,
  incident: number,
): Result<RecordRead | null, StoreFailure> {
  return readTogether(store, () => {
    const story = readStory(store, incident);
    if (story === null) return null;
    const { incident: now } = story.record;
    const [drill] = now.drill === null ? [] : readDrills(store, { id: now.drill, limit: 1 });
    return {
      ...story,
      configs: readConfigsOf(store, now),
      drill: drill?.drill ?? null,
      runs: readRecordRuns(store, story),
      events: readIncidentEvents(store, incident),
      witnesses: readWitnesses(store, incident),
      quiet: readRecordQuiet(store, story.record.monitor, now),
      chain: readChainEnd(store),
    };
  });
}

/** What came soon after the resolution may be what was done about it. */
const aftermathMs: Milliseconds = 86_400_000;
const mostConfigs = 20;

/** The config in force at the last good run or the break, and those until soon after the resolution. */
function readConfigsOf(store: Store, incident: Incident): RecordRead["configs"] {
  const from = factsOf(incident).lastGood?.at ?? incident.happenedAt;
  const { resolvedAt } = incident;
  const until = resolvedAt === null ? Number.MAX_SAFE_INTEGER : resolvedAt + aftermathMs;
  const rows = prepare(store, selectConfigs).all(from, until, mostConfigs) as ConfigHeadRow[];
  return rows.map(([number, digest, since, user, host]) => {
    return { number, digest, since, by: { user, host } };
  });
}

type ConfigHeadRow = [number, string, EpochMilliseconds, string | null, string | null];

const selectConfigs = `SELECT number, digest, since, user, host FROM configs
  WHERE number >= coalesce((SELECT max(number) FROM configs WHERE since <= ?), 0) AND since <= ?
  ORDER BY number LIMIT ?`;

function readWitnesses(store: Store, incident: number): ReadonlyMap<number, Witness> {
  const rows = prepare(store, selectWitnesses).all(incident) as [number, number, string][];
  return new Map(rows.map(([id, seq, hash]) => [id, { seq, hash }]));
}

const selectWitnesses = `SELECT DISTINCT attempts.id, witness_seq, witness_hash FROM notices
  JOIN message_notices ON message_notices.notice = notices.number
  JOIN attempts ON attempts.message = message_notices.message WHERE notices.incident = ?`;

/** Somebody may have emptied the chain: then it ends at 0. */
export function readChainEnd(store: Store): Witness {
  const row = prepare(store, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").get();
  const [seq, hash] = (row as [number, string] | undefined) ?? [0, ""];
  return { seq, hash };
}
