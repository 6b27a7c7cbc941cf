import { isMap, isScalar, parseDocument, stringify, type Document, type YAMLMap } from "yaml";
import type { PlainMap } from "../write/plain.ts";

/**
 * A config's text with one more monitor at the end of `monitors:`. Nothing else of the text is
 * touched, as long as its monitors stand one below the other; where they are written as `{…}`,
 * YAML writes the file anew, comments included. The text must be sound, and the name new to it.
 */
export function addMonitor(text: string, name: string, said: PlainMap): string {
  const document = parseDocument(text, { version: "1.2", uniqueKeys: false });
  const monitors = isMap(document.contents) ? document.contents.get("monitors", true) : undefined;
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const insert = (at: number, block: string): string => {
    const before = text.slice(0, at);
    const start = before === "" || before.endsWith("\n") ? before : before + lineEnd;
    return start + block.replaceAll("\n", lineEnd) + text.slice(at);
  };

  if (isMap(monitors) && monitors.flow !== true && monitors.items.length > 0) {
    const { at, indent, spaced } = endOf(monitors, text);
    return insert(at, (spaced ? "\n" : "") + blockOf(name, said, indent));
  }
  const empty = emptySection(document, text);
  if (empty !== null) return insert(empty, blockOf(name, said, 2));
  if (monitors === undefined && (document.contents === null || isBlock(document.contents))) {
    const gap = text.trim() === "" ? "" : "\n";
    return insert(endOfContent(text), `${gap}monitors:\n${blockOf(name, said, 2)}`);
  }
  return rewritten(document, name, said);
}

/** The place below `monitors:` where nothing has been said yet. */
function emptySection({ contents }: Document, text: string): number | null {
  if (!isMap(contents) || contents.flow === true) return null;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === "monitors");
  if (!isScalar(pair?.key) || (pair.value !== null && contentText(pair.value, text) !== ""))
    return null;
  return endOfLine(text, pair.key.range?.[0] ?? 0);
}

function contentText(value: unknown, text: string): string {
  const isNothing = isScalar(value) && value.value === null;
  return isNothing ? text.slice(value.range?.[0], value.range?.[1]) : "something";
}

function isBlock(contents: Document["contents"]): boolean {
  return isMap(contents) && contents.flow !== true;
}

/** An end marker, and what follows it, stays the last. */
function endOfContent(text: string): number {
  const marker = /^\.\.\.\s*$/mu.exec(text);
  return marker === null ? text.length : marker.index;
}

/** Behind the last monitor and the comments that are indented as its own. */
function endOf(
  monitors: YAMLMap,
  text: string,
): { readonly at: number; readonly indent: number; readonly spaced: boolean } {
  const last = monitors.items.at(-1);
  const key = isScalar(last?.key) ? (last.key.range?.[0] ?? 0) : 0;
  const keyLine = text.lastIndexOf("\n", key - 1) + 1;
  const indent = key - keyLine;
  let at = endOfLine(text, Math.max(key, contentEnd(last?.value) - 1));
  for (;;) {
    const next = endOfLine(text, at);
    const line = text.slice(at, next);
    const comment = /^( *)#/u.exec(line);
    if (comment === null || (comment[1] ?? "").length <= indent || next === at) break;
    at = next;
  }
  return { at, indent, spaced: /\n[ \t]*\r?\n$/u.test(text.slice(0, keyLine)) };
}

function contentEnd(value: unknown): number {
  if (typeof value !== "object" || value === null || !("range" in value)) return 0;
  return Array.isArray(value.range) ? Number(value.range[1]) : 0;
}

/** The offset behind the line break of the line that holds an offset. */
function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

function blockOf(name: string, said: PlainMap, indent: number): string {
  const block = stringify({ [name]: said }, { lineWidth: 0 });
  return block.replaceAll(/^(?=.)/gmu, " ".repeat(indent));
}

function rewritten(document: Document, name: string, said: PlainMap): string {
  if (!isMap(document.getIn(["monitors"], true))) document.set("monitors", document.createNode({}));
  document.setIn(["monitors", name], document.createNode(said));
  return document.toString({ lineWidth: 0 });
}
