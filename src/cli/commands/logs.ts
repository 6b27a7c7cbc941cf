import { exitCode } from "../../base/exit-code.ts";
import { toIso } from "../../base/time.ts";
import type { Run } from "../../domain/run.ts";
import type { Io } from "../io.ts";
import type { LogsOptions } from "../options.ts";
import { noRunsOf } from "../view/empty.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderLogs, type LoggedText } from "../view/logs.ts";
import { runToJson } from "../view/run-json.ts";
import { findSubject, type Subject } from "./find-subject.ts";
import { followLogs, type Seen } from "./follow-logs.ts";
import { choiceOf } from "./logs-choice.ts";
import { readNotes } from "./notes-of-run.ts";
import { withStore } from "./with-store.ts";

/** `luota logs NAME|RUN`: what a run printed and noted; with `-f` also what comes next. */
export async function logs(word: string, options: LogsOptions, io: Io): Promise<number> {
  const seen: Seen[] = [];
  const code = withStore(options, io, (store) =>
    findSubject(store, word, io, (subject) => {
      const run = runOf(subject);
      const notes = store === null || run === null ? [] : readNotes(store, run.start.id);
      seen.push({ run, notes: notes.length, isRun: subject.kind === "run" });
      return print(word, run, notes, options, io);
    }),
  );
  const [first] = seen;
  if (options.follow !== true || first === undefined) return code;
  return await followLogs(word, options, io, first);
}

function runOf(subject: Subject): Run | null {
  return subject.kind === "run" ? subject.run : subject.lastRun;
}

function print(
  word: string,
  run: Run | null,
  notes: readonly LoggedText[],
  options: LogsOptions,
  io: Io,
): number {
  if (options.json === true) {
    const log = notes.map(({ at, text }) => ({ at: toIso(at), text }));
    io.terminal.out(jsonText({ run: run === null ? null : runToJson(run), log }));
  } else {
    const look = lookOf(io.terminal);
    const isOpen = run !== null && run.end === null && run.lost === null;
    // Who follows a run sees soon enough what it prints.
    if (options.follow === true && isOpen && notes.length === 0) return exitCode.done;
    io.terminal.out(
      run === null ? noRunsOf(word) : renderLogs(run, notes, choiceOf(options), look),
    );
  }
  return exitCode.done;
}
