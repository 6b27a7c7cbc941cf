import { statSync } from "node:fs";
import { exitCode } from "../../base/exit-code.ts";
import { storePlace } from "../../recorder/store-place.ts";
import { openStore } from "../../store/open.ts";
import { closeStore, type Store } from "../../store/store.ts";
import { describeStoreFailure } from "../complain/store.ts";
import type { Io } from "../io.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { ok, type Result } from "../../base/result.ts";
import { hasSpooled, tidyStore } from "./tidy-store.ts";

/** How long a person waits for others who write. */
const patienceMs = 5_000;

export interface StoreOption {
  readonly store?: string;
}

export function placeOf(options: StoreOption, io: Io): string {
  const { environment, uid, cwd } = io;
  return storePlace({ option: options.store ?? null, environment, uid, cwd });
}

/**
 * Opens the store, takes in what waits in the spool and finds lost runs, so that a reader sees the truth
 * of now. `read` gets null where there is no store yet. A failure is said, with exit code 74.
 */
export function withStore(
  options: StoreOption,
  io: Io,
  read: (store: Store | null) => number,
): number {
  const opened = openTidy(options, io, { make: false });
  if (!opened.ok) return complain(opened.failure, io);
  const store = opened.value;
  if (store === null) return read(null);
  try {
    return read(store);
  } finally {
    closeStore(store);
  }
}

/** The store with all that waited for it; null where there is none and nobody asked for one. */
export function openTidy(
  options: StoreOption,
  io: Io,
  { make }: { readonly make: boolean },
): Result<Store | null, StoreFailure> {
  const path = placeOf(options, io);
  if (!make && !isThere(path) && !hasSpooled(path, io)) return ok(null);
  const opened = openStore({ path, mode: "command", now: io.now(), busyTimeoutMs: patienceMs });
  if (opened.ok) tidyStore(opened.value, io);
  return opened;
}

/** What can't be looked at is not absent: opening it tells why. */
function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ENOENT");
  }
}

/** Uses what was read, or says why it could not be. A plain value has nothing to go wrong. */
export function readOr<Value>(
  read: Result<Value, StoreFailure> | Value,
  io: Io,
  use: (value: Value) => number,
): number {
  if (!isResult(read)) return use(read);
  return read.ok ? use(read.value) : complain(read.failure, io);
}

function isResult<Value>(
  read: Result<Value, StoreFailure> | Value,
): read is Result<Value, StoreFailure> {
  return typeof read === "object" && read !== null && "ok" in read;
}

export function complain(failure: StoreFailure, io: Io): number {
  io.terminal.err(`luota: ${describeStoreFailure(failure)}`);
  return exitCode.store;
}
