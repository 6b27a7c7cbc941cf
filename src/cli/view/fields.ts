import { displayWidth, padToWidth } from "../../text/width.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import type { Look } from "./look.ts";

/** A label and what it says; null where there is nothing to say. */
export type Field = readonly [label: string, value: string | null];

const labelWidth = 14;

/** One field below the other, values wrapped beside their labels and neutralised. */
export function renderFields(fields: readonly Field[], look: Look): string {
  const told = fields.filter((field): field is [string, string] => field[1] !== null);
  return told.map(([label, value]) => renderField(label, value, look)).join("\n");
}

function renderField(label: string, value: string, look: Look): string {
  const room = Math.max(20, look.width - labelWidth - 2);
  const lines = shorten(value)
    .split("\n")
    .flatMap((line) => wrapLine(neutraliseLine(line), room));
  const margin = " ".repeat(labelWidth + 2);
  return (renderLabel(label, look) + lines.join(`\n${margin}`)).trimEnd();
}

export function renderLabel(label: string, look: Look): string {
  return `  ${look.colour.quiet(padToWidth(label, labelWidth))}`;
}

const longest = 6_000;

function shorten(value: string): string {
  if (value.length <= longest) return value;
  const left = value.length - longest;
  return `${value.slice(0, longest).toWellFormed()}\n(${left} more characters: --json has them)`;
}

/** Breaks at spaces, and inside a word only where it is longer than a line. */
export function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/(?<= )/u)) {
    if (displayWidth((current + word).trimEnd()) > width && current !== "") {
      lines.push(current.trimEnd());
      current = "";
    }
    current += word;
    while (displayWidth(current.trimEnd()) > width) {
      const fitting = fittingPart(current, width);
      lines.push(fitting);
      current = current.slice(fitting.length);
    }
  }
  return current === "" && lines.length > 0 ? lines : [...lines, current.trimEnd()];
}

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/** As many whole characters as fit, at least one. */
function fittingPart(text: string, width: number): string {
  let part = "";
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    used += displayWidth(segment);
    if (used > width && part !== "") break;
    part += segment;
  }
  return part;
}
