import type { EpochMilliseconds } from "../../base/time.ts";
import type { CapturedStream, Run } from "../../domain/run.ts";
import { neutraliseLine, neutraliseLines } from "../../text/neutralise.ts";
import { noOutput, noOutputYet, outputLost } from "./empty.ts";
import type { Look } from "./look.ts";
import { leftOutWords, noContentWords } from "./run-output.ts";
import { utcSeconds } from "../../domain/words/when.ts";

/** A line that a job told with `luota log`. */
export interface LoggedText {
  readonly at: EpochMilliseconds;
  readonly text: string;
}

export type StreamChoice = "both" | "stdout" | "stderr";

/** What a run printed, without decoration where only one thing is there to show. */
export function renderLogs(
  run: Run,
  logged: readonly LoggedText[],
  choice: StreamChoice,
  look: Look,
): string {
  const output = run.end?.output ?? null;
  const parts = [
    choice === "both" ? { title: "told by the job", text: renderLogged(logged, look) } : null,
    output === null || choice === "stderr"
      ? null
      : {
          title: output.merged ? "stdout and stderr" : "stdout",
          text: streamText(output.stdout, look),
        },
    output === null || choice === "stdout" || output.merged
      ? null
      : { title: "stderr", text: streamText(output.stderr, look) },
  ].filter((part) => part !== null && part.text !== "") as readonly Part[];
  if (parts.length === 0) return run.end === null ? withoutEnd(run) : noOutput;
  if (parts.length === 1) return parts[0]?.text ?? "";
  return parts
    .map(({ title, text }) => `${look.colour.quiet(`--- ${title} ---`)}\n${text}`)
    .join("");
}

function withoutEnd(run: Run): string {
  if (run.start.origin === "reported") return noOutput;
  return run.lost === null ? noOutputYet : outputLost;
}

interface Part {
  readonly title: string;
  readonly text: string;
}

/** Told lines with their times; also what \`-f\` prints as they come. */
export function renderLogged(logged: readonly LoggedText[], look: Look): string {
  return logged
    .map(({ at, text }) => `${look.colour.quiet(`${utcSeconds(at)}Z`)} ${neutraliseLine(text)}\n`)
    .join("");
}

function streamText(stream: CapturedStream, look: Look): string {
  if (stream.kind === "counted") {
    if (stream.reason === "not-captured") return "";
    return `${look.colour.quiet(`(${noContentWords(stream.reason)})`)}\n`;
  }
  if (!stream.truncated) return endLine(neutraliseLines(stream.head + stream.tail));
  const mark = look.colour.warn(leftOutWords(stream, look));
  return `${endLine(neutraliseLines(stream.head))}${mark}\n${endLine(neutraliseLines(stream.tail))}`;
}

function endLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
