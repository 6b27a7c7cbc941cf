import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { outcomeOf } from "../../domain/outcome.ts";
import type { Run } from "../../domain/run.ts";
import { noRunsMatch } from "./empty.ts";
import { shortId } from "../../domain/words/short-id.ts";
import type { Look } from "./look.ts";
import { outcomeWord } from "../../domain/words/outcome.ts";
import { endingShort, paintOutcome } from "./outcome-words.ts";
import { renderTable, type Cell, type Column } from "./table.ts";
import { ageOf, utcSeconds } from "../../domain/words/when.ts";

const roomForTimes = 64;

/** Runs as a table, in the order given. */
export function renderRuns(runs: readonly Run[], look: Look, now: EpochMilliseconds): string {
  if (runs.length === 0) return noRunsMatch;
  const started = look.width >= roomForTimes ? "STARTED (UTC)" : "STARTED";
  const columns: readonly Column[] = [
    { title: "RUN" },
    { title: "MONITOR", narrowest: 6, comfortable: 20 },
    { title: "OUTCOME" },
    { title: started },
    { title: "TOOK", align: "right", leaves: 1 },
    { title: "EXIT", align: "right", leaves: 2 },
    { title: "SUMMARY", narrowest: 12, leaves: 3 },
  ];
  const rows = runs.map((run) => runCells(run, look, now));
  return `${renderTable(columns, rows, look)}\n`;
}

function runCells(run: Run, look: Look, now: EpochMilliseconds): readonly Cell[] {
  const { start, end } = run;
  const outcome = outcomeOf(run);
  const paint = (text: string) => paintOutcome(outcome, text, look);
  const isWide = look.width >= roomForTimes;
  return [
    { text: shortId(start.id), paint: look.colour.quiet },
    { text: start.monitor },
    { text: outcomeWord(outcome), paint },
    { text: isWide ? utcSeconds(start.startedAt) : ageOf(start.startedAt, now) },
    { text: end === null ? "" : formatDuration(end.durationMs) },
    { text: end === null ? "" : endingShort(end.ending) },
    { text: end?.summary ?? end?.error ?? "" },
  ];
}
