import { fail, ok, type Result } from "../base/result.ts";
import type { CronFailure } from "./cron-failure.ts";
import { allowedIn, type CronField } from "./cron-field.ts";
import { nearestName } from "./nearest-name.ts";

/** Reads one number or name of a field; `at` is the column where it stands. */
export function parseCronValue(
  field: CronField,
  text: string,
  at: number,
): Result<number, CronFailure> {
  if (/^\d+$/u.test(text)) return parseNumber(field, text, at);
  const named = field.names.indexOf(text.toLowerCase());
  if (named >= 0) return ok(field.firstNamed + named);
  const number = /^\d+(?=[^\dA-Za-z])/u.exec(text)?.[0];
  if (number !== undefined) return trailingAfter(field, text, number, at);
  return fail({
    kind: "not-a-value",
    field: field.name,
    at,
    read: text,
    allowed: allowedIn(field),
    suggestion: text === "?" ? "*" : meantName(field, text),
  });
}

function parseNumber(field: CronField, text: string, at: number): Result<number, CronFailure> {
  const value = Number(text);
  if (value >= field.low && value <= field.high) return ok(value);
  return fail({
    kind: "out-of-range",
    field: field.name,
    at,
    read: text,
    allowed: allowedIn(field),
    suggestion:
      field.names.length === 0 && field.low === 0 && value === field.high + 1 ? "0" : null,
  });
}

function trailingAfter(field: CronField, text: string, number: string, at: number) {
  return fail({
    kind: "trailing" as const,
    field: field.name,
    at: at + number.length,
    read: text.slice(number.length),
    allowed: allowedIn(field),
    suggestion: "",
    cronReads: number,
  });
}

/** `monday` and `tues` were meant as `mon` and `tue`; `mno` as `mon`. */
function meantName(field: CronField, text: string): string | null {
  const typed = text.toLowerCase();
  if (typed.length < 2 || !/^[a-z]+$/u.test(typed)) return null;
  const begun = field.fullNames.find((name) => name.startsWith(typed));
  if (begun !== undefined) return begun.slice(0, 3);
  const near = nearestName(typed, [...field.names, ...field.fullNames]);
  return near === null ? null : near.slice(0, 3);
}
