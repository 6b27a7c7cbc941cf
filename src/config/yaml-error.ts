import { visit, type Document, type ErrorCode } from "yaml";
import type { Problem } from "./problem.ts";
import type { Source, Span } from "./source.ts";

/** A complaint of the parser. */
export interface YamlError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/** What the parser stumbled over, in terms of what was most likely meant, and where that is. */
export function locateYamlError(
  error: YamlError,
  document: Document,
  source: Source,
): { readonly span: Span; readonly problem: Problem } {
  const { text } = source;
  const [start, end] = error.pos;
  // What is missing at the end of the file is shown at its last line with anything on it.
  const span = start < text.length ? { start, end } : { start: text.trimEnd().length - 1, end };
  const said = { span, problem: { kind: "yaml", said: error.message } } as const;
  if (/call stack/u.test(error.message)) {
    return { span: { start: 0, end: 0 }, problem: { kind: "too-deep" } };
  }
  // Most of the parser's codes say enough in its own words.
  switch (error.code as string) {
    case "TAB_AS_INDENT":
      return { span, problem: { kind: "tab" } };
    case "BAD_SCALAR_START":
      return { span, problem: { kind: "unquoted-start", character: text[start] ?? "" } };
    case "BAD_ALIAS":
      return { span, problem: { kind: "unquoted-start", character: "*" } };
    case "UNEXPECTED_TOKEN": {
      const star = text.slice(0, start).lastIndexOf("*");
      if (star < text.lastIndexOf("\n", start - 1)) return said;
      const problem = { kind: "unquoted-start", character: "*" } as const;
      return { span: { start: star, end: star + 1 }, problem };
    }
    case "BLOCK_AS_IMPLICIT_KEY":
      return { span, problem: { kind: "unquoted-colon" } };
    case "MISSING_CHAR": {
      const quote = findOpenQuote(document, start);
      return quote === null ? said : { span: quote, problem: { kind: "unclosed-quote" } };
    }
    default:
      return said;
  }
}

/** The start of the quoted text that ran on to where the parser gave up. */
function findOpenQuote(document: Document, gaveUpAt: number): Span | null {
  let found: Span | null = null;
  visit(document, {
    Scalar: (_, scalar) => {
      if (!/^QUOTE/u.test(scalar.type ?? "") || !scalar.range) return;
      const [start, end] = scalar.range;
      if (start < gaveUpAt && gaveUpAt <= end) found = { start, end: start + 1 };
    },
  });
  return found;
}
