import type * as z from "zod";
import { ok } from "../../base/result.ts";
import { weekdays } from "../../domain/silence.ts";
import { choice, textLeaf, type Leaf } from "./leaf.ts";
import { timeOfDay } from "./measures.ts";
import { oneOrMany, section } from "./section.ts";
import { badForm, namePattern, text, zone } from "./texts.ts";

/** A moment as it is written: its wall time as if it were UTC, and its offset where one is given. */
export interface WrittenMoment {
  readonly wallMs: number;
  readonly offsetMs: number | null;
}

const momentForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/u;

export const silenceShape = section({
  reason: text("the reason").describe("Why nobody is to be told."),
  monitors: oneOrMany(namePattern()).optional().describe("Names or patterns. Default: all."),
  from: moment().optional().describe("The start of a silence that comes once."),
  until: moment().optional().describe("Its end."),
  weekly: section({
    days: oneOrMany(choice(...weekdays)).describe("On which days it starts."),
    from: timeOfDay().describe("When it starts."),
    until: timeOfDay().describe("When it ends; on the next day where that is not later."),
  })
    .optional()
    .describe("A silence that comes back each week."),
  timezone: zone().optional().describe("Whose clock these times are read from. Default: timezone."),
});

export type RawSilence = z.output<typeof silenceShape>;

/** `2026-12-24T18:00`, with or without seconds and an offset; a date alone is its midnight. */
function moment(): Leaf<WrittenMoment> {
  const expected = "a date and time such as 2026-12-24T18:00";
  const schema = { pattern: momentForm.source, examples: ["2026-12-24T18:00"] };
  return textLeaf(expected, schema, (given) => {
    const match = momentForm.exec(given.trim());
    if (match === null) return badForm(given, expected);
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
      .slice(1, 7)
      .map((part) => Number((part as string | undefined) ?? 0));
    const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
    const says = new Date(wallMs).toISOString();
    const same = [year, month, day, hour, minute, second].every(
      (part, index) => part === Number(says.split(/[-T:.]/u)[index]),
    );
    return same
      ? ok({ wallMs, offsetMs: offsetOf(match[7]) })
      : badForm(given, "a day that exists");
  });
}

function offsetOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (written === "Z") return 0;
  const sign = written.startsWith("-") ? -1 : 1;
  const digits = written.replace(/\D/gu, "");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}
