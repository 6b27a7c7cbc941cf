import { unreachable } from "../base/unreachable.ts";
import type { CronFailure } from "./cron-failure.ts";

/** Says in a sentence or two what is wrong, where, what is allowed there, and what to write. */
export function complainOfCron(failure: CronFailure, expression: string): string {
  const place = `in ${JSON.stringify(expression)}, column ${failure.at + 1}`;
  return `${sentenceOf(failure)} (${place}; allowed: ${failure.allowed})${cureOf(failure)}`;
}

function cureOf({ suggestion }: CronFailure): string {
  if (suggestion === null) return "";
  return suggestion === "" ? ": leave it out" : `: write ${suggestion}`;
}

function sentenceOf(failure: CronFailure): string {
  const read = JSON.stringify(failure.read);
  switch (failure.kind) {
    case "empty":
      return "the cron expression is empty";
    case "nickname":
      return sentenceOfNickname(failure.reason, read);
    case "zone-prefix":
      return `${read} does not belong into the expression: the zone is given as timezone`;
    case "too-few-fields":
      return `a cron expression has 5 fields, this one has ${failure.found}`;
    case "too-many-fields":
      return `a cron expression has 5 fields, or 6 with seconds first; ${read} is left over`;
    case "empty-item":
      return `the ${failure.field} list has a comma with nothing beside it`;
    case "not-a-value":
      return failure.read === ""
        ? `a value is missing in the ${failure.field} field`
        : `${read} is no ${failure.field}`;
    case "out-of-range":
      return `${read} is out of range for the ${failure.field} field`;
    case "trailing":
      return `${read} in the ${failure.field} field means nothing: cron ignores it and reads ${failure.cronReads}`;
    case "step-without-range":
      return `${read} steps through no range in the ${failure.field} field, and cron refuses it`;
    case "bad-step":
      return `the step ${read} in the ${failure.field} field is no number`;
    case "zero-step":
      return `a step of 0 in the ${failure.field} field leads nowhere`;
    case "step-too-large":
      return `the step ${read} is larger than the ${failure.field} field: cron would read it as ${failure.cronReads} alone`;
    case "backward-range":
      return `${read} runs backwards in the ${failure.field} field: cron accepts it and never runs the job`;
    case "never":
      return `${read} is no day of any year: it would never run`;
    default:
      return unreachable(failure);
  }
}

function sentenceOfNickname(reason: "reboot" | "every" | "unknown", read: string): string {
  switch (reason) {
    case "reboot":
      return `${read} names no time: it runs when the machine starts, so no slot can be missed`;
    case "every":
      return `${read} is not cron's: give the interval as every`;
    case "unknown":
      return `cron has no nickname ${read}`;
    default:
      return unreachable(reason);
  }
}
