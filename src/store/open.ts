import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import { openDatabase } from "./driver.ts";
import type { StoreFailure } from "./failure.ts";
import { migrations } from "./migrations/list.ts";
import { settleSchema } from "./schema.ts";
import { prepareFile } from "./store-file.ts";
import { attempt, closeStore, type Store } from "./store.ts";

export interface OpenOptions {
  /** Absolute. */
  readonly path: string;
  /** A wrapper never migrates a store that exists; a command does. */
  readonly mode: "wrapper" | "command";
  readonly now: EpochMilliseconds;
  /** How long to wait while others write. */
  readonly busyTimeoutMs: number;
  /** Who is named as the maker of a new store. */
  readonly actor?: Actor;
  /** Whether to make the folder too, where it is missing. */
  readonly makeFolder?: boolean;
}

/** Opens the store, and makes it where there is none. Never throws for what a system can do to a file. */
export function openStore(options: OpenOptions): Result<Store, StoreFailure> {
  const { path, mode, now, busyTimeoutMs } = options;
  const file = prepareFile(path, { makeFolder: options.makeFolder ?? true });
  if (!file.ok) return file;
  const opened = openDatabase(path, busyTimeoutMs);
  if (!opened.ok) return opened;
  const store: Store = {
    path,
    database: opened.value,
    statements: new Map(),
    waitMs: busyTimeoutMs,
  };
  const settings = attempt(store, () =>
    store.database.exec(mode === "wrapper" ? wrapperSettings : connectionSettings),
  );
  const actor = options.actor ?? { user: null, host: null };
  const settled = settings.ok ? settleSchema(store, { mode, now, actor, migrations }) : settings;
  if (settled.ok) return ok(store);
  closeStore(store);
  return settled;
}

/** FULL: what was acknowledged survives a power loss. The triggers also guard against REPLACE. */
const connectionSettings =
  "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON";
/** A wrapper leaves without closing, so it shortens the log by itself: see shorten-log.ts. */
const wrapperSettings = `${connectionSettings}; PRAGMA wal_autocheckpoint = 0`;
