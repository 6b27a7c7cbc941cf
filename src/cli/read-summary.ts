import { createInterface } from "node:readline";
import {
  borgSummary,
  resticSummary,
  type BackupSummary,
  type SummarySource,
} from "../domain/evidence-summary.ts";

/** A summary is some kilobytes; this much text is none. */
const largest = 16 * 1_048_576;

/** Reads a backup program's JSON to its end; null where there is no summary in it. The latest counts. */
export async function readSummary(
  source: SummarySource,
  input: NodeJS.ReadableStream,
): Promise<BackupSummary | null> {
  let summary: BackupSummary | null = null;
  let text = "";
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (source === "restic") summary = resticSummary(line) ?? summary;
    // Of borg it is the whole that counts.
    else if (text.length + line.length < largest) text += `${line}\n`;
  }
  return source === "borg" ? borgSummary(text) : summary;
}
