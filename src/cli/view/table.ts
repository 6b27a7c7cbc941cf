import { neutraliseLine } from "../../text/neutralise.ts";
import { cutToWidth, displayWidth, padToWidth } from "../../text/width.ts";
import type { Look } from "./look.ts";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** May be cut down to this many columns; without it the column keeps its width. */
  readonly narrowest?: number;
  /** Other columns leave before this one is cut below this; `narrowest` where not given. */
  readonly comfortable?: number;
  /** Leaves where the terminal is too narrow: the highest first. Without it the column stays. */
  readonly leaves?: number;
}

export interface Cell {
  /** As recorded: it is neutralised here. */
  readonly text: string;
  readonly paint?: ((text: string) => string) | undefined;
}

/** Rows under their titles, aligned, no line wider than the terminal as far as columns may give way. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  look: Look,
): string {
  const cells = rows.map((row) =>
    row.map((cell) => ({ ...cell, text: neutraliseLine(cell.text) })),
  );
  const natural = columns.map((column, index) =>
    Math.max(
      displayWidth(column.title),
      ...cells.map((row) => displayWidth(row[index]?.text ?? "")),
    ),
  );
  const kept = fitColumns(columns, natural, look.width);
  const titles = columns.map(({ title }) => ({ text: title, paint: look.colour.quiet }));
  return [titles, ...cells].map((row) => renderRow(row, columns, kept, look)).join("\n");
}

const gap = 2;

/** The width of each column; 0 for one that leaves. */
function fitColumns(
  columns: readonly Column[],
  natural: readonly number[],
  width: number,
): number[] {
  const widths = [...natural];
  const atLeast = (index: number, limit: number | undefined) =>
    widths[index] === 0 ? 0 : Math.min(natural[index] ?? 0, limit ?? Infinity);
  const least = (index: number) => atLeast(index, columns[index]?.narrowest);
  const comfortable = (index: number) =>
    atLeast(index, columns[index]?.comfortable ?? columns[index]?.narrowest);
  const sum = (each: (index: number) => number) =>
    columns.reduce((total, _, index) => {
      const own = each(index);
      return own === 0 ? total : total + own + (total === 0 ? 0 : gap);
    }, 0);
  const leaving = columns
    .map((column, index) => ({ index, leaves: column.leaves ?? 0 }))
    .filter(({ leaves }) => leaves > 0)
    .sort((left, right) => right.leaves - left.leaves);
  for (const { index } of leaving) {
    if (sum(comfortable) > width) widths[index] = 0;
  }
  while (sum((index) => widths[index] ?? 0) > width) {
    const widest = columns
      .map((_, index) => index)
      .filter((index) => (widths[index] ?? 0) > least(index))
      .reduce<number | null>(
        (best, index) =>
          best === null || (widths[index] ?? 0) > (widths[best] ?? 0) ? index : best,
        null,
      );
    if (widest === null) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function renderRow(
  row: readonly Cell[],
  columns: readonly Column[],
  widths: readonly number[],
  look: Look,
): string {
  const shown = columns.flatMap((column, index) => {
    const width = widths[index] ?? 0;
    return width === 0 ? [] : [{ column, width, cell: row[index] ?? { text: "" } }];
  });
  const parts = shown.map(({ column, width, cell }, place) => {
    const text = cutToWidth(cell.text, width, look.symbols.ellipsis);
    const painted = cell.paint === undefined || text === "" ? text : cell.paint(text);
    const space = padToWidth(text, width).slice(text.length);
    if (column.align === "right") return space + painted;
    return place === shown.length - 1 ? painted : painted + space;
  });
  return parts.join(" ".repeat(gap)).trimEnd();
}
