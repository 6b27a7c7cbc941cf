import { setTimeout as wait } from "node:timers/promises";
import { exitCode } from "../../base/exit-code.ts";
import type { Run } from "../../domain/run.ts";
import { readDataVersion } from "../../store/data-version.ts";
import { openStore } from "../../store/open.ts";
import { findRun } from "../../store/run-find.ts";
import { readRuns } from "../../store/runs-page.ts";
import { closeStore, type Store } from "../../store/store.ts";
import { describeStoreFailure } from "../complain/store.ts";
import type { Io } from "../io.ts";
import type { LogsOptions } from "../options.ts";
import { lookOf } from "../view/look.ts";
import { renderLogged, renderLogs } from "../view/logs.ts";
import { choiceOf } from "./logs-choice.ts";
import { readNotes } from "./notes-of-run.ts";
import { tidyStore } from "./tidy-store.ts";
import { placeOf } from "./with-store.ts";

/** How often it is asked whether anything was written; the question costs microseconds. */
const lookEveryMs = 250;
/** How often the spool and the living are looked at, which tell nothing of themselves. */
const tidyEveryMs = 2_000;

/** What was there, and shown, before. */
export interface Seen {
  readonly run: Run | null;
  readonly notes: number;
  /** A run was named, not a monitor. */
  readonly isRun: boolean;
}

/** What was shown so far. */
interface Shown {
  readonly run: string | null;
  readonly notes: number;
  readonly ended: boolean;
}

/**
 * Shows what comes next: notes as they are told, the output of a run when it has ended (it is recorded
 * then, redacted as a whole). A run is followed to its end, a monitor until interrupted.
 */
export async function followLogs(
  word: string,
  options: LogsOptions,
  io: Io,
  seen: Seen,
): Promise<number> {
  const path = placeOf(options, io);
  const opened = openStore({ path, mode: "command", now: io.now(), busyTimeoutMs: 5_000 });
  if (!opened.ok) {
    io.terminal.err(`luota: ${describeStoreFailure(opened.failure)}`);
    return exitCode.store;
  }
  const store = opened.value;
  let shown = shownOf(seen);
  let version = -1;
  let tidiedAt = io.now();
  for (;;) {
    if (io.now() - tidiedAt >= tidyEveryMs) {
      tidyStore(store, io);
      tidiedAt = io.now();
    }
    const current = readDataVersion(store);
    if (current !== version) {
      version = current;
      shown = showNews(store, newest(store, word, seen.isRun), shown, options, io);
    }
    if (seen.isRun && shown.ended) break;
    await wait(lookEveryMs);
  }
  closeStore(store);
  return exitCode.done;
}

function shownOf({ run, notes }: Seen): Shown {
  if (run === null) return { run: null, notes: 0, ended: true };
  return { run: run.start.id, notes, ended: hasEnded(run) };
}

function newest(store: Store, word: string, isRun: boolean): Run | null {
  if (!isRun) {
    const page = readRuns(store, { monitor: word, limit: 1, outputs: true });
    return page.ok ? (page.value[0] ?? null) : null;
  }
  const found = findRun(store, word);
  return found.ok && found.value.kind === "found" ? found.value.run : null;
}

function showNews(
  store: Store,
  run: Run | null,
  shown: Shown,
  options: LogsOptions,
  io: Io,
): Shown {
  if (run === null) return shown;
  const before = run.start.id === shown.run ? shown : { notes: 0, ended: false };
  const notes = readNotes(store, run.start.id);
  const look = lookOf(io.terminal);
  if (choiceOf(options) === "both") io.terminal.out(renderLogged(notes.slice(before.notes), look));
  if (hasEnded(run) && !before.ended) io.terminal.out(renderLogs(run, [], choiceOf(options), look));
  return { run: run.start.id, notes: notes.length, ended: hasEnded(run) };
}

function hasEnded(run: Run): boolean {
  return run.end !== null || run.lost !== null;
}
