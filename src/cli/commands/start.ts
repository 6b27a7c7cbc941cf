import { exitCode } from "../../base/exit-code.ts";
import { describeStart } from "../../recorder/describe-start.ts";
import { newId } from "../../recorder/run-id.ts";
import type { Io } from "../io.ts";
import type { SignalOptions } from "../options.ts";
import { runToJson } from "../view/run-json.ts";
import { monitorName, payloadOf, secretsOf, tell } from "./tell.ts";

/** `luota start NAME`: the job tells of itself; what is printed is the run's id. */
export function start(name: string, options: SignalOptions, io: Io): number {
  const monitor = monitorName(name, io);
  if (monitor === null) return exitCode.usage;
  const tags = tagsOf(options.tag ?? [], io);
  if (tags === null) return exitCode.usage;
  const secrets = secretsOf(io);
  const begun = describeStart(
    {
      id: newId(),
      monitor,
      origin: "reported",
      startedAt: io.now(),
      words: null,
      program: null,
      pid: null,
      uid: io.uid,
      cwd: io.cwd,
      environment: io.environment,
      sha: options.sha ?? null,
      externalId: options.externalId ?? null,
      tags,
      payload: payloadOf(options.payload, io),
      recorder: null,
    },
    secrets,
  );
  const json = runToJson({ start: begun, end: null, lost: null, reporterUid: null });
  return tell({ kind: "run-started", start: begun }, options, io, { text: begun.id, json });
}

function tagsOf(words: readonly string[], io: Io): Record<string, string> | null {
  const tags: Record<string, string> = {};
  for (const word of words) {
    const equals = word.indexOf("=");
    if (equals <= 0) {
      io.terminal.err(`luota: --tag: ${JSON.stringify(word)} is not key=value`);
      return null;
    }
    tags[word.slice(0, equals)] = word.slice(equals + 1);
  }
  return tags;
}
