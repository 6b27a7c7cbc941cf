import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { outcomeOf } from "../../domain/outcome.ts";
import type { MonitorSummary } from "../../domain/summary.ts";
import { nothingRecorded } from "./empty.ts";
import { incidentName } from "../../domain/words/incident.ts";
import type { Look } from "./look.ts";
import { historyCell, lastOutcome } from "./monitor-cells.ts";
import { drillWords, verdictColour, type Standing } from "./standing.ts";
import { renderTable, type Cell, type Column } from "./table.ts";
import { ageOf } from "../../domain/words/when.ts";

/** A monitor with its runs, and how it stands by its promise where it has one. */
export interface StatusRow {
  readonly monitor: MonitorSummary;
  readonly standing: Standing | null;
}

interface StatusColumn extends Column {
  readonly cell: (row: StatusRow, look: Look, now: EpochMilliseconds) => Cell;
  /** Only where some monitor has a promise. */
  readonly promised?: true;
}

const empty: Cell = { text: "" };

const columns: readonly StatusColumn[] = [
  {
    title: "MONITOR",
    narrowest: 8,
    comfortable: 14,
    cell: ({ monitor }) => ({ text: monitor.name }),
  },
  { title: "VERDICT", narrowest: 10, promised: true, cell: verdictCell },
  { title: "LAST RUN", narrowest: 9, cell: ({ monitor }, look) => lastOutcome(monitor, look) },
  { title: "HISTORY", leaves: 3, cell: ({ monitor }, look) => historyCell(monitor, look) },
  { title: "STARTED", align: "right", leaves: 1, cell: startedCell },
  { title: "TOOK", align: "right", leaves: 5, cell: tookCell },
  { title: "NEXT DUE", align: "right", leaves: 2, promised: true, cell: dueCell },
  { title: "LAST SUCCESS", align: "right", leaves: 6, cell: successCell },
  { title: "DRILLED", align: "right", leaves: 4, promised: true, cell: drillCell },
];

/** One line per monitor, in the order given. */
export function renderStatus(
  rows: readonly StatusRow[],
  look: Look,
  now: EpochMilliseconds,
): string {
  if (rows.length === 0) return nothingRecorded;
  const promised = rows.some(({ standing }) => (standing?.verdict ?? null) !== null);
  const shown = columns.filter((column) => promised || column.promised !== true);
  const cells = rows.map((row) => shown.map((column) => column.cell(row, look, now)));
  return `${renderTable(shown, cells, look)}\n`;
}

function verdictCell({ standing }: StatusRow, look: Look): Cell {
  const verdict = standing?.verdict ?? null;
  if (verdict === null || standing === null) return empty;
  const { incident } = standing;
  return {
    text: incident === null ? verdict : `${verdict} ${incidentName(incident)}`,
    paint: look.colour[incident === null ? verdictColour(verdict) : "bad"],
  };
}

function startedCell({ monitor }: StatusRow, _: Look, now: EpochMilliseconds): Cell {
  const { lastRun } = monitor;
  return lastRun === null ? empty : { text: ageOf(lastRun.start.startedAt, now) };
}

function tookCell({ monitor }: StatusRow): Cell {
  const took = monitor.lastRun?.end?.durationMs;
  return took === undefined ? empty : { text: formatDuration(took) };
}

function dueCell({ standing }: StatusRow, look: Look, now: EpochMilliseconds): Cell {
  const due = standing?.nextDue ?? null;
  if (due === null) return empty;
  return { text: ageOf(due, now), paint: due < now ? look.colour.warn : undefined };
}

function drillCell({ standing }: StatusRow, look: Look, now: EpochMilliseconds): Cell {
  if (standing?.configured !== true) return empty;
  const { drillOverdue, lastDrillAt } = standing;
  const quiet = lastDrillAt === null ? look.colour.quiet : undefined;
  return { text: drillWords(standing, now), paint: drillOverdue ? look.colour.warn : quiet };
}

/** Red where there has been a run and never a success. */
function successCell({ monitor }: StatusRow, look: Look, now: EpochMilliseconds): Cell {
  const { lastRun, lastSuccess } = monitor;
  if (lastSuccess !== null) return { text: ageOf(endOf(lastSuccess), now) };
  const isBad = lastRun !== null && outcomeOf(lastRun) !== "running";
  return { text: "never", paint: isBad ? look.colour.bad : look.colour.quiet };
}

function endOf(run: NonNullable<MonitorSummary["lastSuccess"]>): EpochMilliseconds {
  return run.end?.endedAt ?? run.start.startedAt;
}
