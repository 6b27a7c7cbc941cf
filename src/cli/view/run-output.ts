import { formatSize } from "../../base/size.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { CapturedStream, NoContent, RunOutput, StreamOutput } from "../../domain/run.ts";
import { neutraliseLines } from "../../text/neutralise.ts";
import type { Look } from "./look.ts";

/** What a run printed: each stream under a line that says how much it was. */
export function renderOutput(output: RunOutput | null, look: Look): string {
  if (output === null) return "";
  if (output.merged) return renderStream("stdout and stderr, in one", output.stdout, look);
  const streams = [
    renderStream("stdout", output.stdout, look),
    renderStream("stderr", output.stderr, look),
  ];
  return streams.join("\n\n");
}

function renderStream(name: string, stream: CapturedStream, look: Look): string {
  const title = `  ${look.colour.strong(name)}`;
  if (stream.kind === "counted") {
    const size = stream.bytes === null ? "" : `${formatSize(stream.bytes)}, `;
    return `${title}  ${look.colour.quiet(`${size}${noContentWords(stream.reason)}`)}`;
  }
  if (stream.bytes === 0) return `${title}  ${look.colour.quiet("nothing")}`;
  const bar = `  ${look.colour.quiet(look.symbols.bar)} `;
  const lines = streamLines(stream).map((line) =>
    line === leftOut ? `  ${look.colour.warn(leftOutWords(stream, look))}` : (bar + line).trimEnd(),
  );
  return [`${title}  ${look.colour.quiet(formatSize(stream.bytes))}`, ...lines].join("\n");
}

/** Stands between head and tail; no printed line can be equal to it, for it has a line end. */
const leftOut = "\n";

/** The kept lines, harmless for a terminal, with a mark where something is missing. */
function streamLines(stream: StreamOutput): string[] {
  if (!stream.truncated) return printedLines(stream.head + stream.tail);
  return [...printedLines(stream.head), leftOut, ...printedLines(stream.tail)];
}

function printedLines(text: string): string[] {
  const shown = neutraliseLines(text);
  return shown === "" ? [] : shown.replace(/\n$/u, "").split("\n");
}

/** How much is missing: nearly exact, for redaction changes lengths. */
export function leftOutWords({ bytes, head, tail }: StreamOutput, look: Look): string {
  const kept = new TextEncoder().encode(head + tail).length;
  const size = formatSize(Math.max(1, bytes - kept));
  const { ellipsis } = look.symbols;
  return `${ellipsis} ${size} left out here ${ellipsis}`;
}

export function noContentWords(reason: NoContent): string {
  switch (reason) {
    case "terminal":
      return "went to a terminal, so it was not kept";
    case "binary":
      return "binary data, so only counted";
    case "file":
      return "went to a file of its own, so only counted";
    case "not-captured":
      return "not captured, as asked";
    default:
      return unreachable(reason);
  }
}
