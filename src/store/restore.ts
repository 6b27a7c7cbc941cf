import { existsSync } from "node:fs";
import { basename } from "node:path";
import { fail, ok, type Result } from "../base/result.ts";
import { toIso, type EpochMilliseconds } from "../base/time.ts";
import { liveness, type Sight } from "../domain/lost.ts";
import { createPrivate, dropFile, nameFile } from "./backup-file.ts";
import type { StoreFailure } from "./failure.ts";
import { openStore } from "./open.ts";
import { excuseGap } from "./restore-excuse.ts";
import { findDangling, replaceRows } from "./restore-rows.ts";
import {
  openSegment,
  readHead,
  readNumbers,
  type Replaced,
  type Segment,
} from "./restore-segment.ts";
import { attempt, closeStore, prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";
import { readUnstopped } from "./watch-spans.ts";
import type { WatchSpan } from "./watcher.ts";

export interface Restored extends Segment {
  /** Where what was there before lies now; null where nothing was. */
  readonly aside: string | null;
  /** Nothing is known between then and now. */
  readonly unknownSince: EpochMilliseconds;
}

export type RestoreFailure =
  | { readonly kind: "store"; readonly failure: StoreFailure }
  /** A daemon watches it. */
  | { readonly kind: "watched"; readonly by: WatchSpan }
  | { readonly kind: "dangling"; readonly table: string };

export interface RestoreQuestion {
  /** A copy of the backup, checked, of the schema of this program; nobody else has it. */
  readonly copy: string;
  /** SHA-256 of the backup in hex. */
  readonly digest: string;
  /** Tells whether a daemon still lives; null: restore all the same. */
  readonly sight: Sight | null;
}

/**
 * Puts a backup in the place of all that an open store holds, in one transaction: whoever works with
 * the store goes on with it, and a crash leaves the one or the other. What was there is kept aside.
 */
export function restoreInto(
  store: Store,
  question: RestoreQuestion,
  deed: Deed,
): Result<Restored, RestoreFailure> {
  const done = attempt(store, () => {
    store.database.prepare("ATTACH ? AS backup").run(question.copy);
    store.database.exec("PRAGMA foreign_keys = OFF");
    try {
      return transact<Restored, RestoreFailure>(store, () => restore(store, question, deed));
    } finally {
      // Statements were made for tables that both files have.
      store.statements.clear();
      store.database.exec("DETACH backup; PRAGMA foreign_keys = ON");
    }
  });
  if (!done.ok) return fail({ kind: "store", failure: done.failure });
  const { value } = done;
  if (value.ok) return value;
  return fail("path" in value.failure ? { kind: "store", failure: value.failure } : value.failure);
}

function restore(
  store: Store,
  { digest, sight }: RestoreQuestion,
  deed: Deed,
): Result<Restored, RestoreFailure> {
  const by = sight === null ? undefined : findWatcher(store, sight, deed.now);
  if (by !== undefined) return fail({ kind: "watched", by });
  const saved = isFresh(store) ? ok(null) : keepAside(store, deed);
  if (!saved.ok) return fail({ kind: "store", failure: saved.failure });
  const { value: aside } = saved;
  const replaced = readReplaced(store, aside);
  replaceRows(store);
  store.statements.clear();
  const table = findDangling(store);
  if (table !== null) {
    if (aside !== null) dropFile(aside);
    return fail({ kind: "dangling", table });
  }
  const segment = openSegment(store, replaced, { ...deed, backup: digest });
  return ok({ ...segment, aside, unknownSince: excuseGap(store, deed) });
}

function findWatcher(store: Store, sight: Sight, now: EpochMilliseconds): WatchSpan | undefined {
  return readUnstopped(store, "daemon").find(
    ({ watcher, until }) => liveness(watcher.identity, sight, { until, now }) !== "dead",
  );
}

/** Nothing was ever recorded there. */
function isFresh(store: Store): boolean {
  const select = `SELECT (SELECT max(seq) FROM audit) = 1 AND NOT EXISTS (SELECT 1 FROM runs)
    AND NOT EXISTS (SELECT 1 FROM signals)`;
  return (prepare(store, select).get() as [number | null])[0] === 1;
}

function readReplaced(store: Store, aside: string | null): Replaced {
  const select = "SELECT value FROM main.meta WHERE key = 'store-id'";
  const storeId = (prepare(store, select).get() as [string] | undefined)?.[0] ?? null;
  const file = aside === null ? null : basename(aside);
  return { storeId, head: readHead(store), numbers: readNumbers(store), aside: file };
}

/** Through a reader of its own: nobody writes while this transaction goes on. */
function keepAside({ path }: Store, { now }: Deed): Result<string, StoreFailure> {
  const aside = asideName(path, now);
  const made = createPrivate(aside);
  if (!made.ok) return fail(made.failure === "exists" ? { kind: "read-only", path } : made.failure);
  const reader = openStore({ path, mode: "wrapper", now, busyTimeoutMs: 0 });
  if (!reader.ok) return reader;
  try {
    return attempt(reader.value, () => {
      reader.value.database.prepare("VACUUM INTO ?").run(made.value);
      nameFile(made.value, aside);
      return aside;
    });
  } finally {
    closeStore(reader.value);
    dropFile(made.value);
  }
}

/** A name that nothing has yet. */
export function asideName(path: string, now: EpochMilliseconds): string {
  const name = `${path}.before-${toIso(now).replaceAll(":", "")}`;
  return existsSync(name) ? `${name}-${Math.random().toString(36).slice(2, 6)}` : name;
}
