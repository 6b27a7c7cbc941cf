import { exitCode } from "../../base/exit-code.ts";
import { toIso } from "../../base/time.ts";
import type { Run } from "../../domain/run.ts";
import type { Store } from "../../store/store.ts";
import type { Io } from "../io.ts";
import type { LogsOptions } from "../options.ts";
import { noRunsOf } from "../view/empty.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderLogs } from "../view/logs.ts";
import { runToJson } from "../view/run-json.ts";
import { findSubject, type Subject } from "./find-subject.ts";
import { followLogs } from "./follow-logs.ts";
import { choiceOf } from "./logs-choice.ts";
import { readNotes } from "./notes-of-run.ts";
import { withStore } from "./with-store.ts";

/** `luota logs NAME|RUN`: what a run printed and noted; with `-f` also what comes next. */
export async function logs(word: string, options: LogsOptions, io: Io): Promise<number> {
  const seen: Subject[] = [];
  const code = withStore(options, io, (store) =>
    findSubject(store, word, io, (subject) => {
      seen.push(subject);
      return print(store, word, subject, options, io);
    }),
  );
  const [subject] = seen;
  if (options.follow !== true || subject === undefined) return code;
  return await followLogs(word, options, io, {
    run: runOf(subject),
    isRun: subject.kind === "run",
  });
}

function runOf(subject: Subject): Run | null {
  return subject.kind === "run" ? subject.run : subject.lastRun;
}

function print(
  store: Store | null,
  word: string,
  subject: Subject,
  options: LogsOptions,
  io: Io,
): number {
  const run = runOf(subject);
  const notes = store === null || run === null ? [] : readNotes(store, run.start.id);
  if (options.json === true) {
    const log = notes.map(({ at, text }) => ({ at: toIso(at), text }));
    io.terminal.out(jsonText({ run: run === null ? null : runToJson(run), log }));
  } else {
    const look = lookOf(io.terminal);
    io.terminal.out(
      run === null ? noRunsOf(word) : renderLogs(run, notes, choiceOf(options), look),
    );
  }
  return exitCode.done;
}
