import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import type { Run } from "../run.ts";
import { endingWords } from "./outcome.ts";
import { shortId } from "./short-id.ts";
import { momentOf } from "./when.ts";

/** A run in a line: `run 7k2mabcd, 02:30:00 UTC: exit 3 after 4m 12s: no space left on device`. */
export function runWords({ start, end, lost }: Run, now: EpochMilliseconds): string {
  const head = `run ${shortId(start.id)}, ${momentOf(start.startedAt, now)}`;
  if (end === null) {
    if (lost === null) return `${head}: still runs`;
    return `${head}: its recorder was found dead at ${momentOf(lost.at, now)}`;
  }
  const { ending, durationMs, error, summary } = end;
  const said = error ?? summary;
  const after = ending.kind === "skipped" ? "" : ` after ${formatDuration(durationMs)}`;
  return `${head}: ${endingWords(ending)}${after}${said === null ? "" : `: ${said}`}`;
}
