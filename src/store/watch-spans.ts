import type { EpochMilliseconds } from "../base/time.ts";
import type { Watch } from "../domain/outages.ts";
import type { RecorderIdentity } from "../domain/run.ts";
import { prepare, type Store } from "./store.ts";
import type { Watcher, WatchSpan } from "./watcher.ts";

const select = `SELECT number, kind, host, user, identity, booted_at, since, until, stopped_at
  FROM watches`;

type SpanRow = readonly [
  number,
  Watcher["kind"],
  string,
  string | null,
  string,
  EpochMilliseconds | null,
  EpochMilliseconds,
  EpochMilliseconds,
  EpochMilliseconds | null,
];

function toSpan(row: SpanRow): WatchSpan {
  const [number, kind, host, user, identity, bootedAt, from, until, stoppedAt] = row;
  const who = JSON.parse(identity) as RecorderIdentity;
  const watcher = { kind, host, user, identity: who, bootedAt };
  return { number, watcher, from, until, stoppedAt };
}

/** The latest sign of life first. */
export function readWatchSpans(store: Store, limit: number): readonly WatchSpan[] {
  const rows = prepare(store, `${select} ORDER BY until DESC, number DESC LIMIT ?`).all(limit);
  return (rows as SpanRow[]).map(toSpan);
}

/** The latest spans of a kind that did not say that they stop. */
export function readUnstopped(store: Store, kind: Watcher["kind"]): readonly WatchSpan[] {
  const where = "WHERE kind = ? AND stopped_at IS NULL ORDER BY until DESC LIMIT 20";
  return (prepare(store, `${select} ${where}`).all(kind) as SpanRow[]).map(toSpan);
}

/** What tells the outages that end after an instant: by their begin. */
export function readWatches(store: Store, since: EpochMilliseconds): readonly Watch[] {
  const rows = prepare(store, selectWatches).all(since) as WatchRow[];
  return rows.map(([from, until, bootId, bootedAt]) => ({
    ...{ from, until, bootedAt },
    bootId: bootId === "" ? null : bootId,
  }));
}

type WatchRow = readonly [EpochMilliseconds, EpochMilliseconds, string, EpochMilliseconds | null];

const selectWatches = `SELECT since, until, boot_id, booted_at FROM watches
  WHERE until >= coalesce((SELECT max(until) FROM watches WHERE until <= ?), 0) ORDER BY since`;

/** When anybody first watched; null: nobody did yet. */
export function readFirstWatch(store: Store): EpochMilliseconds | null {
  const first = prepare(store, "SELECT since FROM watches ORDER BY number LIMIT 1").get();
  return (first as [EpochMilliseconds] | undefined)?.[0] ?? null;
}

export function insertSpan(store: Store, watcher: Watcher, now: EpochMilliseconds): WatchSpan {
  const { kind, host, user, identity, bootedAt } = watcher;
  const values = [kind, host, user, JSON.stringify(identity), identity.bootId, bootedAt, now, now];
  const number = Number(prepare(store, insert).run(...values).lastInsertRowid);
  return { number, watcher, from: now, until: now, stoppedAt: null };
}

const insert = `INSERT INTO watches (kind, host, user, identity, boot_id, booted_at, since, until)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/** Lengthens a span to a sign of life now. */
export function extendSpan(
  store: Store,
  span: WatchSpan,
  watcher: Watcher,
  now: EpochMilliseconds,
): WatchSpan {
  const until = Math.max(span.until, now);
  const update = `UPDATE watches SET until = max(until, ?), stopped_at = NULL, identity = ?
    WHERE number = ?`;
  prepare(store, update).run(until, JSON.stringify(watcher.identity), span.number);
  return { ...span, watcher, until, stoppedAt: null };
}
