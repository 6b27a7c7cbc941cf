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
  const start = Math.max(0, Math.min(span.start, source.text.length));
  const lineStart = source.text.lastIndexOf("\n", start - 1) + 1;
  const newline = source.text.indexOf("\n", start);
  const lineEnd = newline < 0 ? source.text.length : newline;
  const line = source.text.slice(0, lineStart).split("\n").length;
  const end = Math.min(Math.max(span.end, start + 1), Math.max(lineEnd, start + 1));
  const quoted = source.text.slice(lineStart, lineEnd).replace(/\r$/u, "");
  return {
    file: source.file,
    line,
    column: start - lineStart + 1,
    endColumn: end - lineStart + 1,
    quoted: hideSecrets(quoted),
  };
}
