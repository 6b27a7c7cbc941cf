import type { Ending, RunEnd, RunStart, ScriptFacts } from "../domain/run.ts";
import { runLimits } from "../domain/run-limits.ts";
import { cutText } from "../text/cut-text.ts";

/** The start cut to what a report may hold, so that whoever takes it in takes all of it. */
export function fitStart(start: RunStart): RunStart {
  const { command, script, recorder, freeDisk } = start;
  return {
    ...start,
    command:
      command?.slice(0, runLimits.commandWords).map((each) => cutText(each, longest)) ?? null,
    cwd: line(start.cwd),
    user: word(start.user),
    host: cutText(start.host, runLimits.word),
    sha: word(start.sha),
    externalId: line(start.externalId),
    script: script === null ? null : fitScript(script),
    freeDisk: freeDisk !== null && Number.isSafeInteger(freeDisk) ? freeDisk : null,
    bootId: word(start.bootId),
    recorder:
      recorder === null
        ? null
        : { ...recorder, machineId: cutText(recorder.machineId, runLimits.word) },
  };
}

export function fitEnd(end: RunEnd): RunEnd {
  return {
    ...end,
    ending: fitEnding(end.ending),
    summary: line(end.summary),
    error: line(end.error),
  };
}

const longest = runLimits.commandWord;

function line(text: string | null): string | null {
  return text === null ? null : cutText(text, runLimits.line);
}

function word(text: string | null): string | null {
  return text === null ? null : cutText(text, runLimits.word);
}

/** A file may say that it was changed before 1970. */
function fitScript(script: ScriptFacts): ScriptFacts {
  const { path, owner, modifiedAt } = script;
  return {
    ...script,
    path: cutText(path, runLimits.line),
    owner: word(owner),
    modifiedAt: modifiedAt !== null && modifiedAt >= 0 ? modifiedAt : null,
  };
}

function fitEnding(ending: Ending): Ending {
  return ending.kind === "unstartable"
    ? { ...ending, reason: cutText(ending.reason, runLimits.line) }
    : ending;
}
