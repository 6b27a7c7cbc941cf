import type { Actor } from "../domain/audit.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { rangesToJson } from "../domain/pruned-range.ts";
import { appendLink } from "./audit-append.ts";
import type { ChainHead } from "./sound.ts";
import { prepare, type Store } from "./store.ts";

/** What was in the store's place before, as far as it could be read. */
export interface Replaced {
  readonly storeId: string | null;
  readonly head: ChainHead;
  /** The last number that each kind of thing was given. */
  readonly numbers: ReadonlyMap<string, number>;
  /** The name of the file where it lies now; null where there was nothing to keep. */
  readonly aside: string | null;
}

export interface Segment {
  readonly parent: ChainHead;
  /** The number of the event that opens the new segment. */
  readonly seq: number;
}

/** Where nobody knows how far the lost store had come, these many numbers are left out. */
const leap = { audit: 1_000_000, incidents: 1_000, others: 100_000 } as const;

/**
 * The chain goes on from where the backup ends, with numbers that were never used: what the lost part
 * said of them lies in letters and chats elsewhere. Call it in the transaction that restores.
 */
export function openSegment(
  store: Store,
  replaced: Replaced,
  told: {
    readonly by: Actor;
    readonly now: EpochMilliseconds;
    readonly backup: string;
  },
): Segment {
  const [last, hash] = prepare(store, selectHead).get() as [number, string];
  const parent = { seq: last, hash };
  const known = knownNumbers(store, replaced);
  const seq = known === null ? last + leap.audit : Math.max(last, known.head.seq) + 1;
  skipNumbers(store, known);
  const range = { first: last + 1, last: seq - 1, prev: hash, hash };
  const ranges = range.last < range.first ? [] : [range];
  const name = "INSERT INTO pruning (what, first, last) VALUES ('segment', ?, ?)";
  prepare(store, name).run(seq, seq);
  appendLink(store, {
    ...{ seq, at: told.now, kind: "restored", actor: told.by, subject: null, prev: hash },
    data: {
      parent: { ...parent },
      backup: told.backup,
      replaced: { storeId: replaced.storeId, head: { ...replaced.head }, aside: replaced.aside },
      events: { count: 0, ranges: rangesToJson(ranges) },
    },
  });
  prepare(store, "DELETE FROM pruning").run();
  const note = "INSERT OR REPLACE INTO audit_gaps (first, last, seq) VALUES (?, ?, ?)";
  for (const { first, last: upTo } of ranges) prepare(store, note).run(first, upTo, seq);
  return { parent, seq };
}

const selectHead = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";

/** Another store's numbers say nothing of how far this one had come. */
function knownNumbers(store: Store, replaced: Replaced): Replaced | null {
  const select = "SELECT value FROM meta WHERE key = 'store-id'";
  const [id] = prepare(store, select).get() as [string];
  return replaced.storeId === id ? replaced : null;
}

function skipNumbers(store: Store, known: Replaced | null): void {
  const tables = prepare(store, selectCounted).all() as [string, number][];
  for (const [table, number] of tables) {
    const leaping = number + (table === "incidents" ? leap.incidents : leap.others);
    const next = known === null ? leaping : Math.max(number, known.numbers.get(table) ?? 0);
    prepare(store, "DELETE FROM sqlite_sequence WHERE name = ?").run(table);
    prepare(store, "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)").run(table, next);
  }
}

/** Also those of which the backup has none yet. */
const selectCounted = `SELECT tables.name, coalesce(sqlite_sequence.seq, 0)
  FROM sqlite_schema AS tables LEFT JOIN sqlite_sequence ON sqlite_sequence.name = tables.name
  WHERE tables.type = 'table' AND tables.sql LIKE '%AUTOINCREMENT%'`;

/** The last number of each kind that the store has given. */
export function readNumbers(store: Store): ReadonlyMap<string, number> {
  return new Map(prepare(store, selectCounted).all() as [string, number][]);
}

export function readHead(store: Store): ChainHead {
  const [seq, hash] = (prepare(store, selectHead).get() as [number, string] | undefined) ?? [0, ""];
  return { seq, hash };
}
