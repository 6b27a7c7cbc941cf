import { formatDuration, type Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Comparison, NumberRange, Scalar } from "./probe.ts";
import { doubt, fact, problem, type Finding } from "./reading-finding.ts";
import { readInstant } from "./reading-time.ts";

/** Clocks differ; what lies further ahead than this is no age at all. */
const ahead: Milliseconds = 5 * 60_000;

/** Whether something of an instant is still young enough. */
export function weighAge(
  what: string,
  writtenAt: EpochMilliseconds,
  maxAgeMs: Milliseconds | null,
  now: EpochMilliseconds,
): Finding {
  const age = now - writtenAt;
  if (age < -ahead) return doubt(`${what} lies ${formatDuration(-age)} in the future`);
  const words = `${what} is ${formatDuration(age)} old`;
  if (maxAgeMs === null) return fact(words);
  const goesBadAt = writtenAt + maxAgeMs;
  return age <= maxAgeMs
    ? { kind: "fact", words, until: goesBadAt }
    : {
        kind: "problem",
        words: `${words}, at most ${formatDuration(maxAgeMs)} is allowed`,
        since: goesBadAt,
      };
}

/** Whether a number lies within its limits. */
export function weighNumber(
  what: string,
  value: number,
  { min, max }: NumberRange,
  write: (value: number) => string = String,
): Finding {
  const words = `${what} is ${write(value)}`;
  if (min !== null && value < min) return problem(`${words}, at least ${write(min)} is asked`);
  if (max !== null && value > max) return problem(`${words}, at most ${write(max)} is allowed`);
  return fact(words);
}

/** Whether one value is as asked. `matched`: whether it has the form asked for, null where none was. */
export function weighValue(
  what: string,
  value: Scalar,
  asked: Comparison,
  matched: boolean | null,
  now: EpochMilliseconds,
): readonly Finding[] {
  const shown = `${what} is ${showValue(value)}`;
  const { min, max, equals, maxAgeMs } = asked;
  if (value === null) return [problem(`${what} is nothing`)];
  const findings: Finding[] = [];
  if (equals !== null && !isSame(value, equals))
    findings.push(problem(`${shown}, ${showValue(equals)} is asked`));
  if (matched === false) findings.push(problem(`${shown}, which is not of the form asked for`));
  if (min !== null || max !== null) {
    const number = readNumber(value);
    findings.push(
      number === null ? doubt(`${shown}, which is no number`) : weighNumber(what, number, asked),
    );
  }
  if (maxAgeMs !== null) {
    const at = readInstant(value);
    findings.push(
      at === null ? doubt(`${shown}, which is no time`) : weighAge(what, at, maxAgeMs, now),
    );
  }
  return findings.length === 0 ? [fact(shown)] : findings;
}

/** The number that a value is, or that it is the text of. */
function readNumber(value: Scalar): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu.test(value.trim()))
    return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** What is written the same is the same, and so are numbers: a program prints `5.0` where 5 is meant. */
function isSame(value: Exclude<Scalar, null>, asked: Exclude<Scalar, null>): boolean {
  if (String(value) === String(asked)) return true;
  if (typeof asked !== "number") return false;
  return readNumber(value) === asked;
}

const longestShown = 80;

function showValue(value: Scalar): string {
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value);
}
