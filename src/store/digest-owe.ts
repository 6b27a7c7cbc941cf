import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { DigestSection } from "../domain/message.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";

/** What a digest says; kept as it was when it was owed, so that every attempt says the same. */
export interface DigestContent {
  readonly title: string;
  readonly sections: readonly DigestSection[];
}

export interface OwedDigest {
  readonly route: string;
  readonly recipient: string;
  /** Of the route's config. */
  readonly digest: string;
  readonly content: DigestContent;
}

/** Whether the digests of the week that ended at this instant are still to be owed. */
export function isDigestMissing(
  store: Store,
  week: EpochMilliseconds,
): Result<boolean, StoreFailure> {
  return attempt(store, () => {
    const owed = prepare(store, "SELECT 1 FROM digests WHERE week = ? LIMIT 1").get(week);
    // Of a time before anybody promised anything there is nothing to tell.
    const known = prepare(store, "SELECT 1 FROM configs WHERE since <= ? LIMIT 1").get(week);
    return owed === undefined && known !== undefined;
  });
}

/** Owes the digests of a week, once, whoever else does so; they leave as every message does. */
export function oweDigests(
  store: Store,
  week: EpochMilliseconds,
  owed: readonly OwedDigest[],
  now: EpochMilliseconds,
): Result<number, StoreFailure> {
  return transact(store, () => {
    if (prepare(store, "SELECT 1 FROM digests WHERE week = ? LIMIT 1").get(week) !== undefined)
      return ok(0);
    for (const { route, recipient, digest, content } of owed) {
      const message = prepare(store, insert).run(route, recipient, digest, now, now);
      const values = [message.lastInsertRowid, week, route, recipient, JSON.stringify(content)];
      prepare(store, "INSERT INTO digests VALUES (?, ?, ?, ?, ?)").run(...values);
    }
    return ok(owed.length);
  });
}

const insert = `INSERT INTO messages (route, recipient, route_digest, size, due_at, next_at)
  VALUES (?, ?, ?, 0, ?, ?)`;

/** Null for a message that tells of incidents. */
export function readDigestContent(store: Store, message: number): DigestContent | null {
  const select = prepare(store, "SELECT content FROM digests WHERE message = ?");
  const row = select.get(message) as [string] | undefined;
  return row === undefined ? null : (JSON.parse(row[0]) as DigestContent);
}
