import { ok, type Result } from "../base/result.ts";
import { learnFromNews } from "../domain/route-learn.ts";
import { newRouteRecord, type RouteNews, type RouteRecord } from "../domain/route-record.ts";
import { appendAudit } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import { cutReceipt, cutReason } from "./outbox-receipt.ts";
import { writeRouteSignal } from "./route-signal.ts";
import { prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";

/** By name. */
export function readRouteRecords(store: Store): readonly RouteRecord[] {
  const rows = prepare(store, "SELECT body FROM route_records ORDER BY route").all() as [string][];
  return rows.map(([body]) => JSON.parse(body) as RouteRecord);
}

export function readRouteRecord(store: Store, route: string): RouteRecord | null {
  const select = prepare(store, "SELECT body FROM route_records WHERE route = ?");
  const row = select.get(route) as [string] | undefined;
  return row === undefined ? null : (JSON.parse(row[0]) as RouteRecord);
}

/** The record as it counts for a route of this config; a new one where the config is another. */
export function routeRecordFor(store: Store, route: string, digest: string): RouteRecord {
  const known = readRouteRecord(store, route);
  return known?.digest === digest ? known : newRouteRecord(route, digest);
}

export function writeRouteRecord(store: Store, record: RouteRecord): void {
  const { route, digest, brokenSince, closedUntil } = record;
  prepare(store, upsert).run(route, digest, brokenSince, closedUntil, JSON.stringify(record));
}

const upsert = `INSERT INTO route_records (route, digest, broken_since, closed_until, body)
  VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (route) DO UPDATE SET digest = excluded.digest, body = excluded.body,
    broken_since = excluded.broken_since, closed_until = excluded.closed_until`;

/** Keeps what was learned, and tells where the route broke or was mended. */
export function keepLearned(
  store: Store,
  before: RouteRecord,
  after: RouteRecord,
  { by, now }: Deed,
): void {
  writeRouteRecord(store, after);
  const { route, brokenSince, lastReason, acceptedAt } = after;
  const told = { at: now, actor: by, subject: route } as const;
  if (before.brokenSince === null && brokenSince !== null) {
    const data = { since: brokenSince, reason: lastReason };
    appendAudit(store, { ...told, kind: "route-broken", data });
  }
  if (before.brokenSince !== null && brokenSince === null)
    appendAudit(store, { ...told, kind: "route-mended", data: { since: before.brokenSince } });
  const heard = { route, host: by.host ?? "", reason: lastReason };
  if (brokenSince !== null) writeRouteSignal(store, { ...heard, state: "broken", at: brokenSince });
  else if (acceptedAt !== null && after.failuresInRow === 0)
    writeRouteSignal(store, { ...heard, state: "accepts", at: acceptedAt });
}

/** Keeps what was learned of a route apart from attempts. */
export function noteRoute(
  store: Store,
  note: { readonly route: string; readonly digest: string; readonly news: RouteNews },
  deed: Deed,
): Result<RouteRecord, StoreFailure> {
  return transact(store, () => {
    const before = routeRecordFor(store, note.route, note.digest);
    const news = cutNews(note.news);
    const after = learnFromNews(before, news, deed.now);
    keepLearned(store, before, after, deed);
    if (news.kind === "proved") {
      const { by: actor, now: at } = deed;
      const data = { by: news.by, digest: note.digest };
      appendAudit(store, { at, kind: "route-proved", actor, subject: note.route, data });
    }
    return ok(after);
  });
}

function cutNews(news: RouteNews): RouteNews {
  if (news.kind === "accepted") return { ...news, receipt: cutReceipt(news.receipt) };
  return "reason" in news ? { ...news, reason: cutReason(news.reason) } : news;
}
