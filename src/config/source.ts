import { hideSecrets } from "./hide-secrets.ts";

/** One config file as it was read. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A place in a file, for people: line and column count from 1, and `quoted` shows no secrets. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The column behind the last character meant; at least `column + 1`. */
  readonly endColumn: number;
  readonly quoted: string;
}

/** A stretch of a file, as offsets into its text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The place of a span: where it starts, and as far as it goes on that line. */
export function placeOf(source: Source, span: Span): Place {
  const { file, text } = source;
  const start = Math.max(0, Math.min(span.start, text.length));
  const lineStarts = lineStartsOf(source);
  const line = lineAt(lineStarts, start);
  const lineStart = lineStarts[line] ?? 0;
  const newline = text.indexOf("\n", start);
  const lineEnd = newline < 0 ? text.length : newline;
  const end = Math.max(start + 1, Math.min(span.end, lineEnd));
  const quoted = text.slice(lineStart, lineEnd).replace(/\r$/u, "");
  const columns = { column: start - lineStart + 1, endColumn: end - lineStart + 1 };
  return { file, line: line + 1, ...columns, quoted: hideSecrets(quoted) };
}

/** A large file with many problems is searched once, not once for each. */
const known = new WeakMap<Source, readonly number[]>();

function lineStartsOf(source: Source): readonly number[] {
  const before = known.get(source);
  if (before !== undefined) return before;
  const ends = Array.from(source.text.matchAll(/\n/gu), (match) => match.index);
  const starts = [0, ...ends.map((end) => end + 1)];
  known.set(source, starts);
  return starts;
}

/** The last line that starts at or before an offset, counted from 0. */
function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
