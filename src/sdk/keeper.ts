import { statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { leaseMs } from "../domain/lost.ts";
import type { Report } from "../domain/report.ts";
import type { RunStart } from "../domain/run.ts";
import { idOfEvent } from "../recorder/event-id.ts";
import type { Kept } from "../recorder/notebook.ts";
import { spoolReport } from "../recorder/spool-report.ts";
import { applyReport } from "../store/apply.ts";
import type { ApplyOptions, Refusal } from "../store/applied.ts";
import type { StoreFailure } from "../store/failure.ts";
import { renewLeases } from "../store/lease.ts";
import { openStore } from "../store/open.ts";
import { shortenLog } from "../store/shorten-log.ts";
import { readSight } from "../store/sight.ts";
import { startOnce, type StartedOnce } from "../store/start-once.ts";
import { closeStore, setWait, type Store } from "../store/store.ts";

/**
 * How long a write waits for others, in milliseconds, before the spool takes it. The waiting is done
 * between tries, so that whatever else the process serves goes on.
 */
const waitsMs = [5, 10, 20, 40, 75, 100] as const;

export interface KeeperPlace {
  /** Absolute. */
  readonly storePath: string;
  readonly uid: number;
  readonly now: () => EpochMilliseconds;
}

/** Where the reports of a process go that lives on between them. */
export interface Keeper {
  readonly keep: (report: Report) => Promise<Kept>;
  /** Starts the run of an event once; in the spool where the store can't tell whether it is there. */
  readonly startOnce: (start: RunStart, event: string) => Promise<StartedOnce & { kept: Kept }>;
  /** Says that the process that records these runs still lives. */
  readonly renew: (runs: readonly string[]) => void;
  /** Leaves a report for later: gives the file, or null where no place took it. */
  readonly leave: (report: Report) => string | null;
  readonly read: <Value>(ask: (store: Store) => Result<Value, StoreFailure>) => Value | null;
  readonly close: () => void;
}

export function openKeeper(place: KeeperPlace): Keeper {
  const { storePath, uid } = place;
  let opened: { readonly store: Store; readonly file: string } | null = null;

  /** A store that was moved away or put back from a backup is opened anew. */
  function open(): Result<Store, StoreFailure> {
    if (opened !== null && opened.file === fileAt(storePath)) return ok(opened.store);
    close();
    const now = place.now();
    const store = openStore({ path: storePath, mode: "wrapper", now, busyTimeoutMs: 0 });
    if (store.ok) opened = { store: store.value, file: fileAt(storePath) };
    return store;
  }

  function close(): void {
    if (opened !== null) closeStore(opened.store);
    opened = null;
  }

  async function write<Value>(
    work: (store: Store, options: ApplyOptions) => Result<Value, StoreFailure | Refusal>,
  ): Promise<Result<Value, StoreFailure | Refusal>> {
    for (let tries = 0; ; tries += 1) {
      const store = open();
      const options = { now: place.now(), reporterUid: uid, waitMs: 0 };
      const written = store.ok ? work(store.value, options) : store;
      if (written.ok && store.ok) shortenLog(store.value);
      const waitMs = waitsMs[tries];
      if (written.ok || written.failure.kind !== "locked" || waitMs === undefined) return written;
      await pause(waitMs);
    }
  }

  function spool(report: Report, failure: StoreFailure): Kept {
    const spooled = spoolReport(place, report);
    return "file" in spooled
      ? { kind: "spooled", failure, file: spooled.file }
      : { kind: "unkept", failure, line: spooled.line };
  }

  return {
    keep: async (report) => {
      const written = await write((store, options) => applyReport(store, report, options));
      if (written.ok) return { kind: "stored" };
      const { failure } = written;
      return failure.kind === "refused"
        ? { kind: "refused", refusal: failure }
        : spool(report, failure);
    },
    startOnce: async (start, event) => {
      const idOf = (attempt: number) => idOfEvent(start.monitor, event, attempt);
      const written = await write((store, options) =>
        startOnce(store, start, { ...options, idOf, sight: readSight() }),
      );
      if (written.ok) return { ...written.value, kept: { kind: "stored" } };
      const { failure } = written;
      const kept: Kept =
        failure.kind === "refused"
          ? { kind: "refused", refusal: failure }
          : spool({ kind: "run-started", start }, failure);
      return { id: start.id, repeated: false, kept };
    },
    renew: (runs) => {
      const store = open();
      if (!store.ok) return;
      setWait(store.value, 0);
      renewLeases(store.value, runs, place.now() + leaseMs);
    },
    leave: (report) => {
      const spooled = spoolReport(place, report);
      return "file" in spooled ? spooled.file : null;
    },
    read: (ask) => {
      const store = open();
      const read = store.ok ? ask(store.value) : fail(store.failure);
      return read.ok ? read.value : null;
    },
    close,
  };
}

/** Names the file itself, whatever comes to lie at its path. */
function fileAt(path: string): string {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts === undefined ? "none" : `${facts.dev}:${facts.ino}`;
}
