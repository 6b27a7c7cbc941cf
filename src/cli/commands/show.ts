import { exitCode } from "../../base/exit-code.ts";
import type { Io } from "../io.ts";
import type { ShowOptions } from "../options.ts";
import { jsonText, monitorToJson } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderMonitor } from "../view/monitor.ts";
import { runToJson } from "../view/run-json.ts";
import { renderRun } from "../view/run.ts";
import { findSubject, type Subject } from "./find-subject.ts";
import { withStore } from "./with-store.ts";

export function show(word: string, options: ShowOptions, io: Io): number {
  return withStore(options, io, (store) =>
    findSubject(store, word, io, (subject) => {
      io.terminal.out(options.json === true ? jsonText(jsonOf(subject)) : textOf(subject, io));
      return exitCode.done;
    }),
  );
}

function jsonOf(subject: Subject) {
  if (subject.kind === "run") return runToJson(subject.run);
  return monitorToJson({ ...subject.monitor, lastRun: subject.lastRun });
}

function textOf(subject: Subject, io: Io): string {
  const look = lookOf(io.terminal);
  const now = io.now();
  if (subject.kind === "run") return renderRun(subject.run, look, now);
  return renderMonitor({ ...subject.monitor, lastRun: subject.lastRun }, look, now);
}
