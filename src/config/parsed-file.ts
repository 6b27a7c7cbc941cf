import type { ConfigFailure, PathPart, Problem } from "./problem.ts";
import { placeOf, type Place, type Source, type Span } from "./source.ts";

/** Where a key and its value stand. An item of a list has no key: both are the item. */
export interface Spans {
  readonly key: Span;
  readonly value: Span;
}

/** A config file as plain data, and where each part of it stands. */
export interface ParsedFile {
  readonly source: Source;
  readonly data: unknown;
  readonly spans: ReadonlyMap<string, Spans>;
  /** What is wrong with it as YAML, where the rest can be judged all the same. */
  readonly slips: readonly ConfigFailure[];
}

export type At = "key" | "value";

/** The place of a path, or of the nearest part above it that is in the file. */
export function placeInFile(file: ParsedFile, path: readonly PathPart[], at: At): Place {
  const spans = file.spans.get(keyOfPath(path));
  if (spans !== undefined) return placeOf(file.source, spans[at]);
  if (path.length === 0) return placeOf(file.source, { start: 0, end: 0 });
  // What is missing is shown at the key of whatever lacks it.
  return placeInFile(file, path.slice(0, -1), "key");
}

export function failureAt(
  file: ParsedFile,
  path: readonly PathPart[],
  at: At,
  what: Problem,
): ConfigFailure {
  const place = placeInFile(file, path, at);
  return { place: what.kind === "literal-secret" ? withoutValue(place) : place, path, what };
}

/** A secret that is an item of a list has nothing before it by which its line would tell. */
function withoutValue(place: Place): Place {
  const [start, end] = [place.column - 1, place.endColumn - 1];
  const value = place.quoted.slice(start, end);
  if (value.includes("***")) return place;
  const hidden = value.replaceAll(/[^"']/gu, "*");
  return { ...place, quoted: place.quoted.slice(0, start) + hidden + place.quoted.slice(end) };
}

export function keyOfPath(path: readonly PathPart[]): string {
  return JSON.stringify(path.map(String));
}
