import { parseAllDocuments, type Document } from "yaml";
import { fail, ok, type Result } from "../base/result.ts";
import type { ParsedFile } from "./parsed-file.ts";
import { plainData } from "./plain-data.ts";
import type { ConfigFailure, Problem } from "./problem.ts";
import { placeOf, type Source, type Span } from "./source.ts";
import { locateYamlError, type YamlError } from "./yaml-error.ts";

const mostBytes = 8 * 2 ** 20;
/** A file that is no YAML at all breaks on each line; nobody reads that far. */
const mostErrors = 100;

/** The parser looks for equal keys by comparing each with each; plainData does it in one pass. */
const parserOptions = { prettyErrors: false, uniqueKeys: false, version: "1.2" } as const;

interface Found {
  readonly span: Span;
  readonly problem: Problem;
}

/** A file's text as plain data with the place of each part, or everything that is wrong with it as YAML. */
export function readYaml(source: Source): Result<ParsedFile, readonly ConfigFailure[]> {
  const locate = ({ span, problem }: Found): ConfigFailure => {
    return { place: placeOf(source, span), path: [], what: problem };
  };
  const failed = (found: readonly Found[]) => fail(found.map(locate));
  const document = readDocument(source.text);
  if (!document.ok) return failed([document.failure]);
  const broken = onePerLine(source, document.value);
  if (broken.length > 0) {
    return failed(broken.map((error) => locateYamlError(error, document.value, source)));
  }
  const plain = plainData(document.value, source);
  if (!plain.whole) return failed(plain.problems);
  const slips = plain.problems.map(locate);
  return ok({ source, data: plain.data, spans: plain.spans, slips });
}

/** The one document of a text. It may still carry errors of its own. */
function readDocument(text: string): Result<Document, Found> {
  const start = { start: 0, end: 0 };
  if (text.length > mostBytes) {
    const problem = { kind: "too-large", bytes: text.length, most: mostBytes } as const;
    return fail({ span: start, problem });
  }
  const documents = parse(text);
  if (documents === null) return fail({ span: start, problem: { kind: "too-deep" } });
  const [document, second] = documents;
  if (document === undefined || (document.contents === null && document.errors.length === 0)) {
    return fail({ span: start, problem: { kind: "empty-file" } });
  }
  return second === undefined
    ? ok(document)
    : fail({ span: secondDocument(text), problem: { kind: "many-documents" } });
}

/** Null where the text is nested so deeply that the parser runs out of stack. */
function parse(text: string): readonly Document[] | null {
  try {
    return [...parseAllDocuments(text, parserOptions)];
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function secondDocument(text: string): Span {
  const markers = [...text.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gmu)].map((match) => match.index);
  const before = text.slice(0, markers[0] ?? 0).replaceAll(/^[#%].*$|\s/gmu, "");
  const start = markers[before === "" ? 1 : 0] ?? markers[0] ?? 0;
  return { start, end: start + 3 };
}

/** One slip makes the parser stumble several times; the first stumble on a line tells the most. */
function onePerLine(source: Source, document: Document): readonly YamlError[] {
  const lines = new Set<number>();
  return document.errors.slice(0, mostErrors).filter((error) => {
    const { line } = placeOf(source, { start: error.pos[0], end: error.pos[1] });
    if (lines.has(line)) return false;
    lines.add(line);
    return true;
  });
}
