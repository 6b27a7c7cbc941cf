import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { outcomeOf } from "../../domain/outcome.ts";
import type { MonitorSummary } from "../../domain/summary.ts";
import { nothingRecorded } from "./empty.ts";
import type { Look } from "./look.ts";
import { historyCell, lastOutcome } from "./monitor-cells.ts";
import { renderTable, type Cell, type Column } from "./table.ts";
import { ageOf } from "./when.ts";

const columns: readonly Column[] = [
  { title: "MONITOR", narrowest: 8, comfortable: 14 },
  { title: "LAST RUN" },
  { title: "HISTORY", leaves: 2 },
  { title: "STARTED", align: "right" },
  { title: "TOOK", align: "right", leaves: 1 },
  { title: "LAST SUCCESS", align: "right", leaves: 3 },
];

/** One line per monitor, in the order given. */
export function renderStatus(
  monitors: readonly MonitorSummary[],
  look: Look,
  now: EpochMilliseconds,
): string {
  if (monitors.length === 0) return nothingRecorded;
  const rows = monitors.map((monitor) => monitorCells(monitor, look, now));
  return `${renderTable(columns, rows, look)}\n`;
}

function monitorCells(
  monitor: MonitorSummary,
  look: Look,
  now: EpochMilliseconds,
): readonly Cell[] {
  const { lastRun, lastSuccess } = monitor;
  const took = lastRun?.end?.durationMs;
  return [
    { text: monitor.name },
    lastOutcome(monitor, look),
    historyCell(monitor, look),
    { text: lastRun === null ? "" : ageOf(lastRun.start.startedAt, now) },
    { text: took === undefined ? "" : formatDuration(took) },
    successCell(lastSuccess === null ? null : ageOf(endOf(lastSuccess), now), lastRun, look),
  ];
}

/** Red where there has been a run and never a success. */
function successCell(age: string | null, lastRun: MonitorSummary["lastRun"], look: Look): Cell {
  if (age !== null) return { text: age };
  const isBad = lastRun !== null && outcomeOf(lastRun) !== "running";
  return { text: "never", paint: isBad ? look.colour.bad : look.colour.quiet };
}

function endOf(run: NonNullable<MonitorSummary["lastSuccess"]>): EpochMilliseconds {
  return run.end?.endedAt ?? run.start.startedAt;
}
