import { fail, ok, type Result } from "../base/result.ts";
import type { CronFailure } from "./cron-failure.ts";
import { cronFields } from "./cron-field.ts";

/** One field's text and the column where it begins. */
export interface CronPart {
  readonly text: string;
  readonly at: number;
}

const allowed = "5 fields: minute hour day-of-month month day-of-week (6 with seconds first)";

/** Cuts an expression at its blanks into five or six fields. */
export function splitCronFields(text: string): Result<readonly CronPart[], CronFailure> {
  const parts = [...text.matchAll(/\S+/gu)].map((match) => ({ text: match[0], at: match.index }));
  const [first, second] = parts;
  if (first === undefined)
    return fail({ kind: "empty", at: 0, read: "", allowed, suggestion: null });
  if (/^(?:CRON_)?TZ=/iu.test(first.text)) {
    const suggestion = second === undefined ? null : text.slice(second.at);
    return fail({ kind: "zone-prefix", at: first.at, read: first.text, allowed, suggestion });
  }
  const found = parts.length;
  if (found < 5) {
    const suggestion = onlyFields(text, found) ? missingFields(text, found) : null;
    return fail({ kind: "too-few-fields", found, at: first.at, read: text, allowed, suggestion });
  }
  const extra = parts[6] ?? parts[5];
  if (found === 5 || extra === undefined || (found === 6 && isField(extra.text))) return ok(parts);
  const beyond = found === 6 || !parts.every((part) => isField(part.text)) ? parts[5] : extra;
  const at = beyond?.at ?? 0;
  const suggestion = isField(beyond?.text ?? "") ? null : text.slice(0, at).trim();
  return fail({ kind: "too-many-fields", found, at, read: text.slice(at), allowed, suggestion });
}

/** Whether a word could be a field, and not the beginning of a command. */
function isField(word: string): boolean {
  return fieldShape.test(word);
}

const names = cronFields.flatMap((field) => field.names).join("|");
const fieldShape = new RegExp(`^(?:[\\d*?]|l$|l,|${names})[\\w*?,/#-]*$`, "iu");

function onlyFields(text: string, found: number): boolean {
  return found >= 1 && text.split(/\s+/u).every((word) => word === "" || isField(word));
}

/** The fields at the end that were left out, most likely meant as "any". */
function missingFields(text: string, found: number): string {
  return `${text.trim()}${" *".repeat(5 - found)}`;
}
