import type { EpochMilliseconds } from "../base/time.ts";
import { leaseMs, type OpenRun } from "../domain/lost.ts";
import type { Report } from "../domain/report.ts";
import type { RunStart } from "../domain/run.ts";
import { applyReport } from "../store/apply.ts";
import type { Refusal } from "../store/applied.ts";
import { claimRun, type Claim } from "../store/claim.ts";
import type { StoreFailure } from "../store/failure.ts";
import { takeDispatch, type NoClaim } from "../store/dispatch-take.ts";
import { renewLease } from "../store/lease.ts";
import { openStore } from "../store/open.ts";
import { shortenLog } from "../store/shorten-log.ts";
import { setWait, type Store } from "../store/store.ts";
import { fail, ok, type Result } from "../base/result.ts";
import { spoolReport } from "./spool-report.ts";

/** How long the last write of a run waits for others, in milliseconds; then the spool takes it. */
const lastWaitMs = 250;

/**
 * How long a run that must be alone waits to be told whether it is, in milliseconds: twenty that start
 * at once need that, and who asked not to overlap would rather start late than twice.
 */
const claimWaitMs = 2_000;

/** How long a process that was sent for a slot waits to take it: it may be one of many. */
const takeWaitMs = 10_000;

export interface NotebookPlace {
  /** Absolute. */
  readonly storePath: string;
  readonly uid: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => EpochMilliseconds;
  /** Open already, for a process that records many runs; it stays open. */
  readonly store?: Store;
}

/** What became of a report that had to be kept. */
export type Kept =
  | { readonly kind: "stored" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** The store could not take it now; the next luota that can takes it from the spool file. */
  | { readonly kind: "spooled"; readonly failure: StoreFailure; readonly file: string }
  /** Nowhere could a file be written: this line is all there is of the record. */
  | { readonly kind: "unkept"; readonly failure: StoreFailure; readonly line: string }
  /** The recorder itself failed, which is a bug of luota's; the job ran all the same. */
  | { readonly kind: "broken"; readonly detail: string };

/** Where the reports of one process go: the store where it can be written, else the spool. */
export interface Notebook {
  /** Opens the store ahead of need, without waiting; what is wrong with it shows when it is written. */
  readonly makeReady: () => void;
  /** Without waiting; true where the store has it. Where it is more than busy, the spool gets a copy. */
  readonly tryNow: (report: Report) => boolean;
  readonly keep: (report: Report) => Kept;
  readonly claim: (
    start: RunStart,
    isInTheWay: (open: OpenRun) => boolean,
  ) => Result<Claim, StoreFailure | Refusal>;
  /** Begins a run for which a watcher sent this process. */
  readonly take: (start: RunStart) => Result<void, StoreFailure | Refusal | NoClaim>;
  /** Says that the recorder of a run still lives. */
  readonly renew: (run: string) => void;
}

export function openNotebook(place: NotebookPlace): Notebook {
  let opened: Store | null = place.store ?? null;
  let copied = false;

  function open(waitMs: number): Result<Store, StoreFailure> {
    if (opened !== null) {
      setWait(opened, waitMs);
      return ok(opened);
    }
    const store = openStore({
      path: place.storePath,
      mode: "wrapper",
      now: place.now(),
      busyTimeoutMs: waitMs,
    });
    if (store.ok) opened = store.value;
    return store;
  }

  function write(report: Report, waitMs: number): Result<unknown, StoreFailure | Refusal> {
    const store = open(waitMs);
    return store.ok ? applyReport(store.value, report, options()) : store;
  }

  function spool(report: Report, failure: StoreFailure): Kept {
    const spooled = spoolReport(place, report);
    return "file" in spooled
      ? { kind: "spooled", failure, file: spooled.file }
      : { kind: "unkept", failure, line: spooled.line };
  }

  const options = () => ({ now: place.now(), reporterUid: place.uid });

  return {
    makeReady: () => {
      open(0);
    },
    tryNow: (report) => {
      const written = write(report, 0);
      if (written.ok) return true;
      // A copy once: who reads the store from elsewhere then knows that the run goes on.
      if (!copied && !passes(written.failure)) {
        spoolReport(place, report);
        copied = true;
      }
      return false;
    },
    keep: (report) => {
      const written = write(report, lastWaitMs);
      if (written.ok) {
        if (opened !== null && place.store === undefined) shortenLog(opened);
        return { kind: "stored" };
      }
      const { failure } = written;
      return failure.kind === "refused"
        ? { kind: "refused", refusal: failure }
        : spool(report, failure);
    },
    claim: (start, isInTheWay) => {
      const store = open(claimWaitMs);
      return store.ok
        ? claimRun(store.value, start, { ...options(), isInTheWay })
        : fail(store.failure);
    },
    take: (start) => {
      const store = open(takeWaitMs);
      return store.ok ? takeDispatch(store.value, start, options()) : fail(store.failure);
    },
    renew: (run) => {
      const store = open(0);
      if (store.ok) renewLease(store.value, run, place.now() + leaseMs);
    },
  };
}

/** Worth another try without more ado. */
function passes(failure: StoreFailure | Refusal): boolean {
  return failure.kind === "locked" || failure.kind === "refused";
}
