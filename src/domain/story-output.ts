import type { Story } from "./message.ts";
import type { CapturedStream, RunOutput } from "./run.ts";

/** So much of what a job printed goes into a message. */
const most = { lines: 20, characters: 2_000 };

/** The end of stderr, or of stdout where stderr is empty or went elsewhere; null where nothing was kept. */
export function storyOutput(output: RunOutput | null): Story["output"] {
  if (output === null) return null;
  const stderr = endOf(output.stderr);
  if (stderr !== "") return { stream: "stderr", text: stderr };
  const stdout = endOf(output.stdout);
  return stdout === "" ? null : { stream: "stdout", text: stdout };
}

/** Whole lines where that is possible; the beginning of one that is longer than all room is left out. */
function endOf(stream: CapturedStream): string {
  if (stream.kind === "counted") return "";
  const { head, tail, truncated } = stream;
  // What lies between head and tail is lost, so that a tail stands for itself.
  const text = (truncated && tail.trim() !== "" ? tail : head + tail).trimEnd();
  const lines = text.split("\n").slice(-most.lines).join("\n");
  if (lines.length <= most.characters) return lines;
  const cut = lines.slice(-most.characters);
  const nextLine = cut.indexOf("\n");
  return (nextLine < 0 || nextLine > 400 ? cut : cut.slice(nextLine + 1)).toWellFormed();
}
