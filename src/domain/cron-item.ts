import { fail, ok, type Result } from "../base/result.ts";
import type { CronFailure } from "./cron-failure.ts";
import { allowedIn, type CronField } from "./cron-field.ts";
import { unrollBackwardRange } from "./cron-unroll.ts";
import { parseCronValue } from "./cron-value.ts";

/** One item of a field's list: plain values, the last day of the month, or the nth such weekday. */
export type CronItem =
  | { readonly kind: "values"; readonly values: readonly number[] }
  | { readonly kind: "last-day" }
  | { readonly kind: "nth-weekday"; readonly weekday: number; readonly nth: number | "last" };

/** Reads one item between commas; `at` is the column where it begins. */
export function parseCronItem(
  field: CronField,
  text: string,
  at: number,
): Result<CronItem, CronFailure> {
  const where = { field: field.name, allowed: allowedIn(field) };
  if (text === "") return fail({ kind: "empty-item", ...where, at, read: ",", suggestion: "" });
  if (field.name === "day of month" && /^l$/iu.test(text)) return ok({ kind: "last-day" });
  const nth = field.name === "day of week" ? /^(\w+?)(?:#([1-5l])|l)$/iu.exec(text) : null;
  if (nth !== null) return parseNth(field, nth, at);
  const slash = text.indexOf("/");
  const body = slash < 0 ? text : text.slice(0, slash);
  const step = slash < 0 ? null : { text: text.slice(slash + 1), at: at + slash + 1 };
  if (text.startsWith("*")) return parseStar(field, body, step, at);
  const dash = body.indexOf("-");
  if (dash >= 0) return parseRange(field, body, dash, step, at);
  const value = parseCronValue(field, body, at);
  if (!value.ok) return value;
  if (step === null) return ok({ kind: "values", values: [value.value] });
  const suggestion = /^\d+$/u.test(step.text) ? `${body}-${field.high}/${step.text}` : null;
  return fail({ kind: "step-without-range", ...where, at, read: text, suggestion });
}

interface StepText {
  readonly text: string;
  readonly at: number;
}

function parseNth(
  field: CronField,
  match: RegExpExecArray,
  at: number,
): Result<CronItem, CronFailure> {
  const weekday = parseCronValue(field, match[1] ?? "", at);
  if (!weekday.ok) return weekday;
  const nth = match[2] === undefined || /^l$/iu.test(match[2]) ? "last" : Number(match[2]);
  return ok({ kind: "nth-weekday", weekday: weekday.value % 7, nth });
}

function parseStar(field: CronField, body: string, step: StepText | null, at: number) {
  if (body === "*") return expand(field, field.low, field.high, step);
  return fail({
    kind: "trailing" as const,
    field: field.name,
    at: at + 1,
    read: body.slice(1),
    allowed: allowedIn(field),
    suggestion: /^\*\d+$/u.test(body) ? `/${body.slice(1)}` : "",
    cronReads: "*",
  });
}

function parseRange(
  field: CronField,
  body: string,
  dash: number,
  step: StepText | null,
  at: number,
): Result<CronItem, CronFailure> {
  const from = parseCronValue(field, body.slice(0, dash), at);
  if (!from.ok) return from;
  const to = parseCronValue(field, body.slice(dash + 1), at + dash + 1);
  if (!to.ok) return to;
  const expanded = expand(field, from.value, to.value, step);
  if (!expanded.ok || from.value <= to.value) return expanded;
  const by = Number(step?.text ?? 1);
  return fail({
    kind: "backward-range",
    field: field.name,
    at,
    read: step === null ? body : `${body}/${step.text}`,
    allowed: allowedIn(field),
    suggestion: unrollBackwardRange(field, from.value, to.value, by, /^[a-z]/iu.test(body)),
  });
}

function expand(
  field: CronField,
  from: number,
  to: number,
  step: StepText | null,
): Result<CronItem, CronFailure> {
  const size = field.high - field.low + 1;
  const where = { field: field.name, at: step?.at ?? 0, read: step?.text ?? "" };
  const allowed = `a step of 1-${size}`;
  const by = Number(step?.text ?? 1);
  if (step !== null && !/^\d+$/u.test(step.text))
    return fail({ kind: "bad-step", ...where, allowed, suggestion: null });
  if (by === 0) return fail({ kind: "zero-step", ...where, allowed, suggestion: "1" });
  if (by > size) {
    const cronReads = String(from);
    return fail({ kind: "step-too-large", ...where, allowed, suggestion: null, cronReads });
  }
  const values = [];
  for (let value = from; value <= to; value += by) values.push(value);
  return ok({ kind: "values", values });
}
