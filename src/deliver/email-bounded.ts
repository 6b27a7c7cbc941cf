import { cutText } from "../text/cut-text.ts";
import { neutraliseLine, neutraliseLines } from "../text/neutralise.ts";

/** One line that is harmless wherever it is shown, at most `most` characters. */
export function boundedLine(text: string, most: number): string {
  const line = neutraliseLine(cutText(text.trim(), most * 2)).replace(/\s+/gu, " ");
  return line.length <= most ? line : `${cutText(line, most - 1)}…`;
}

/** The last lines of a job's output, each short enough to be read. */
export function boundedEnd(text: string, mostLines: number): readonly string[] {
  const end = text.trimEnd().slice(-mostLines * 2 * longestLine);
  const lines = neutraliseLines(end).split("\n").slice(-mostLines);
  return lines.map((line) => {
    const spaced = line.replaceAll("\t", "    ").trimEnd();
    return spaced.length <= longestLine ? spaced : `${cutText(spaced, longestLine - 1)}…`;
  });
}

const longestLine = 200;
