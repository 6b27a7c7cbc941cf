import type { EpochMilliseconds } from "../base/time.ts";
import type { Report } from "../domain/report.ts";
import { applyReport } from "../store/apply.ts";
import type { StoreFailure } from "../store/failure.ts";
import { openStore } from "../store/open.ts";
import { setWait, type Store } from "../store/store.ts";

/** How long the last write of a run waits for others, in milliseconds; then the spool takes it. */
const lastWaitMs = 250;

export interface NotebookPlace {
  readonly storePath: string;
  readonly uid: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => EpochMilliseconds;
  readonly say: (line: string) => void;
}

/** Where reports of one process go: the store where it can be written, else the spool. */
export interface Notebook {
  /** Without waiting; true where the store has it. */
  readonly tryNow: (report: Report) => boolean;
  readonly renewLease: (run: string, until: EpochMilliseconds) => void;
  /** Keeps the report somewhere, and says so where that is not the store. */
  readonly keep: (report: Report) => void;
}

export function openNotebook(place: NotebookPlace): Notebook {
  let store: Store | null = null;

  function open(waitMs: number): StoreFailure | null {
    if (store !== null) {
      setWait(store, waitMs);
      return null;
    }
    const opened = openStore({
      path: place.storePath,
      mode: "wrapper",
      now: place.now(),
      busyTimeoutMs: waitMs,
    });
    if (!opened.ok) return opened.failure;
    store = opened.value;
    return null;
  }

  function write(report: Report, waitMs: number) {
    const failure = open(waitMs);
    if (failure !== null || store === null) return failure;
    const applied = applyReport(store, report, { now: place.now(), reporterUid: place.uid });
    return applied.ok ? null : applied.failure;
  }

  return {
    tryNow: (report) => write(report, 0) === null,
    renewLease: () => undefined,
    keep: (report) => {
      const failure = write(report, lastWaitMs);
      if (failure !== null) place.say(JSON.stringify(failure));
    },
  };
}
