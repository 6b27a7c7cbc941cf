import { displayWidth } from "../../text/width.ts";
import type {
  ConfigFailure,
  ConfigNote,
  ContextProblem,
  Problem,
  YamlProblem,
} from "../problem.ts";
import type { Place } from "../source.ts";
import { explainContext } from "./context-problem.ts";
import { explainNote } from "./note.ts";
import { explainValue } from "./value-problem.ts";
import type { Explanation } from "./words.ts";
import { explainYaml } from "./yaml-problem.ts";

/** A failure in words, ready to be printed: `file:line:col: message`, the line with a caret, and what to do. */
export function explainFailure(failure: ConfigFailure): string {
  return block(failure.place, "", explanationOf(failure));
}

/** A note in the same form. */
export function explainNoteAt({ place, what }: ConfigNote): string {
  return block(place, "note: ", explainNote(what));
}

/** What is wrong, and what to do. */
export function explanationOf({ what, path }: ConfigFailure): Explanation {
  if (isYamlProblem(what)) return explainYaml(what);
  return isContextProblem(what) ? explainContext(what) : explainValue(what, path);
}

function block(place: Place, mark: string, { message, remedy }: Explanation): string {
  const lines = [`${place.file}:${place.line}:${place.column}: ${mark}${message}`];
  if (place.quoted.trim() !== "") lines.push(...quotedLine(place));
  return [...lines, `  ${remedy}`].join("\n");
}

const widest = 96;

/** The line with carets under what is meant; of a long line, the part around that. */
function quotedLine({ quoted, column, endColumn }: Place): readonly string[] {
  const start = column - 1;
  const from = start < widest - 16 ? 0 : start - 24;
  const shown = quoted.slice(from, from + widest).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ");
  const before = from > 0 ? "…" : "";
  const after = quoted.length > from + widest ? "…" : "";
  const carets = Math.max(1, Math.min(endColumn - column, from + widest - start));
  const indent = " ".repeat(displayWidth(before + shown.slice(0, start - from)));
  return [`    ${before}${shown.trimEnd()}${after}`, `    ${indent}${"^".repeat(carets)}`];
}

const yamlKinds: Readonly<Record<YamlProblem["kind"], true>> = {
  unreadable: true,
  "not-utf8": true,
  "too-large": true,
  "empty-file": true,
  "not-a-mapping": true,
  "many-documents": true,
  "too-many-nodes": true,
  "too-deep": true,
  "unknown-alias": true,
  tab: true,
  "unquoted-start": true,
  "unquoted-colon": true,
  "unclosed-quote": true,
  tag: true,
  "odd-key": true,
  "merge-key": true,
  yaml: true,
};

const contextKinds: Readonly<Record<ContextProblem["kind"], true>> = {
  "unknown-name": true,
  duplicate: true,
  "name-taken": true,
  conflict: true,
  "needs-one-of": true,
  "no-effect": true,
  "reserved-variable": true,
  "name-of-luota": true,
  "proves-itself": true,
};

function isYamlProblem(problem: Problem): problem is YamlProblem {
  return Object.hasOwn(yamlKinds, problem.kind);
}

function isContextProblem(problem: Problem): problem is ContextProblem {
  return Object.hasOwn(contextKinds, problem.kind);
}
