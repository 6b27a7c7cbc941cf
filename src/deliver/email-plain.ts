import { unreachable } from "../base/unreachable.ts";
import type { Fact } from "../domain/message.ts";
import { displayWidth, padToWidth } from "../text/width.ts";
import type { Letter, Part, Step } from "./email-letter-parts.ts";
import { wrapWords } from "./email-wrap.ts";

/** The letter as a terminal mailer shows it: 72 columns, links and commands on lines of their own. */
export function printPlain({ parts, footer }: Letter): string {
  const blocks = parts.map(printPart).filter((lines) => lines.length > 0);
  // Mailers know what follows "-- " as a signature.
  const all = [...blocks, ["-- ", ...footer.flatMap((line) => wrapWords(line, columns))]];
  return `${all.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const columns = 72;

function printPart(part: Part): readonly string[] {
  switch (part.kind) {
    case "head":
      return [
        ...wrapWords(`${part.badge}: ${part.title}`, columns),
        ...(part.under === "" ? [] : wrapWords(part.under, columns)),
      ];
    case "paragraph":
      return wrapWords(part.text, columns);
    case "facts":
      return printFacts(part.facts);
    case "list":
      return [
        ...(part.title === "" ? [] : [part.title]),
        ...part.lines.flatMap((line) => wrapWords(line, columns, "  - ", "    ")),
      ];
    case "output":
      return [part.title, ...part.lines.map((line) => `  | ${line}`.trimEnd())];
    case "steps":
      return [part.title, ...part.steps.flatMap(printStep)];
    case "rule":
      return ["-".repeat(columns)];
    default:
      return unreachable(part);
  }
}

function printFacts(facts: readonly Fact[]): readonly string[] {
  const widest = Math.min(18, Math.max(0, ...facts.map(({ label }) => displayWidth(label))));
  const rest = " ".repeat(widest + 2);
  return facts.flatMap(({ label, text }) =>
    displayWidth(label) > widest
      ? [label, ...wrapWords(text, columns, rest)]
      : wrapWords(text, columns, padToWidth(label, widest + 2), rest),
  );
}

function printStep({ label, text, form }: Step): readonly string[] {
  if (form === "words") return wrapWords(`${label}: ${text}`, columns, "  ", "    ");
  return [`  ${label}:`, `    ${text}`];
}
