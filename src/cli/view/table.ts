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
    row.map((cell) => ({ ...cell, text: neutraliseLine(cell.text.slice(0, longestCell)) })),
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

/** No terminal is wider, and a summary may be a whole file. */
const longestCell = 1_000;

/** The width of each column; 0 for one that leaves. */
function fitColumns(
  columns: readonly Column[],
  natural: readonly number[],
  width: number,
): number[] {
  const widths = [...natural];
  const limits = columns.map(({ narrowest, comfortable }) => comfortable ?? narrowest ?? Infinity);
  for (const index of inOrderOfLeaving(columns)) {
    const comfortable = widths.map((own, each) => Math.min(own, limits[each] ?? own));
    if (lineWidth(comfortable) > width) widths[index] = 0;
  }
  for (let over = lineWidth(widths) - width; over > 0; over -= 1) {
    const widest = widestToCut(columns, widths);
    if (widest === null) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function inOrderOfLeaving(columns: readonly Column[]): number[] {
  const leaving = [...columns.entries()].filter(([, { leaves }]) => leaves !== undefined);
  return leaving
    .sort(([, left], [, right]) => (right.leaves ?? 0) - (left.leaves ?? 0))
    .map(([index]) => index);
}

function lineWidth(widths: readonly number[]): number {
  const shown = widths.filter((width) => width > 0);
  return shown.reduce((sum, width) => sum + width, gap * Math.max(0, shown.length - 1));
}

function widestToCut(columns: readonly Column[], widths: readonly number[]): number | null {
  let widest: number | null = null;
  for (const [index, { narrowest = Infinity }] of columns.entries()) {
    const width = widths[index] ?? 0;
    if (width > narrowest && width > (widest === null ? 0 : (widths[widest] ?? 0))) widest = index;
  }
  return widest;
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
