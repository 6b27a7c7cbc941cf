import { parseDuration, type Milliseconds } from "../../base/duration.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import { parseSize } from "../../base/size.ts";
import type { Problem } from "../problem.ts";
import { writeDuration, writeSize } from "../units.ts";
import { describe, leaf, textLeaf, type Leaf } from "./leaf.ts";

const durationForm = "^(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?$";
const expectedDuration = "a duration such as 90s, 15m, 1h30m or 7d";
const longest = parseOrZero("3653d");

export interface DurationLimits {
  readonly least?: Milliseconds;
  readonly most?: Milliseconds;
}

/** A duration with its unit. */
export function duration(limits: DurationLimits = {}): Leaf<Milliseconds> {
  const schema = { type: "string", pattern: durationForm, examples: ["15m", "1h30m"] };
  return leaf(expectedDuration, schema, (input) => readDuration(input, limits));
}

/** A duration, or `never`, which is null. */
export function durationOrNever(limits: DurationLimits = {}): Leaf<Milliseconds | null> {
  const schema = {
    type: "string",
    pattern: `^never$|${durationForm}`,
    examples: ["24h", "never"],
  };
  return leaf<Milliseconds | null>(`${expectedDuration}, or never`, schema, (input) =>
    input === "never" ? ok(null) : readDuration(input, limits),
  );
}

/** The distance between two runs: at least a second. */
export function cadenceDuration(): Leaf<Milliseconds> {
  const schema = { type: "string", pattern: durationForm, examples: ["15m"] };
  return leaf(expectedDuration, schema, (input) => {
    const parsed = typeof input === "string" ? parseDuration(input) : null;
    return parsed?.ok && parsed.value < 1000
      ? fail({ kind: "sub-second-cadence", read: String(input) })
      : readDuration(input, { least: 1000 });
  });
}

function readDuration(input: unknown, limits: DurationLimits): Result<Milliseconds, Problem> {
  if (typeof input === "number") {
    return fail({ kind: "bad-duration", read: String(input), guess: guess(input) });
  }
  if (typeof input !== "string") {
    return fail({ kind: "wrong-type", expected: expectedDuration, found: describe(input) });
  }
  const parsed = parseDuration(input);
  const { least = 1, most = longest } = limits;
  const range = { least: writeDuration(least), most: writeDuration(most) };
  if (!parsed.ok) {
    const guessed = repaired(input);
    return guessed === input
      ? fail({ kind: "out-of-range", read: input, ...range })
      : fail({ kind: "bad-duration", read: input, guess: guessed });
  }
  if (parsed.value >= least && parsed.value <= most) return parsed;
  return fail({ kind: "out-of-range", read: input, ...range });
}

function guess(count: number): string | null {
  return Number.isInteger(count) && count > 0 ? `${count}s or ${count}m` : null;
}

/** `15 min`, `2 hours`, `10M`: a slip in the unit that can be mended. */
function repaired(text: string): string | null {
  const match = /^(\d+)\s*([a-z]+)$/iu.exec(text.trim());
  const unit = unitWords.find((each) => each.words.test(match?.[2] ?? ""))?.unit;
  if (match === null || unit === undefined) return null;
  const [, count = ""] = match;
  return unit === "w" ? `${Number(count) * 7}d` : `${count}${unit}`;
}

const unitWords = [
  { unit: "ms", words: /^(?:ms|msecs?|millis(?:econds?)?)$/iu },
  { unit: "s", words: /^(?:s|secs?|seconds?)$/iu },
  { unit: "m", words: /^(?:m|mins?|minutes?)$/iu },
  { unit: "h", words: /^(?:h|hrs?|hours?)$/iu },
  { unit: "d", words: /^(?:d|days?)$/iu },
  { unit: "w", words: /^(?:w|weeks?)$/iu },
] as const;

/** A size in bytes. */
export function size({ least }: { readonly least: number }): Leaf<number> {
  const expected = "a size such as 64KiB, 10MB or 1GiB";
  const schema = {
    type: ["string", "integer"],
    pattern: "^\\d+(\\.\\d+)?\\s*(B|[kK]B|[MGT]B|[KMGT]iB)?$",
    examples: ["64KiB", "1GiB"],
  };
  return leaf(expected, schema, (input) => {
    if (typeof input !== "string" && typeof input !== "number") {
      return fail({ kind: "wrong-type", expected, found: describe(input) });
    }
    const parsed = parseSize(String(input));
    if (!parsed.ok) return fail({ kind: "bad-size", read: String(input) });
    if (parsed.value >= least) return parsed;
    return fail({
      kind: "out-of-range",
      read: String(input),
      least: writeSize(least),
      most: null,
    });
  });
}

/** A time of day such as `22:00`, as minutes from midnight. */
export function timeOfDay(): Leaf<number> {
  const expected = "a time of day such as 22:00";
  const schema = { pattern: "^([01]?\\d|2[0-3]):[0-5]\\d$", examples: ["22:00"] };
  return textLeaf(expected, schema, (text) => {
    const match = /^([01]?\d|2[0-3]):([0-5]\d)$/u.exec(text.trim());
    if (match !== null) return ok(Number(match[1]) * 60 + Number(match[2]));
    return fail({ kind: "bad-form", read: text, expected, example: null });
  });
}

function parseOrZero(text: string): Milliseconds {
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.value : 0;
}
