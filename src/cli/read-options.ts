import { parseDuration } from "../base/duration.ts";
import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { outcomes, type Outcome } from "../domain/run.ts";
import { nearestName } from "../domain/nearest-name.ts";
import { quote } from "./complain/quote.ts";
import { readMoment } from "./moment.ts";

const mostRows = 100_000;

/** `--limit N`. The failure is the rest of the line that says so. */
export function readLimit(text: string): Result<number, string> {
  const limit = /^\d{1,6}$/u.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= mostRows
    ? ok(limit)
    : fail(`--limit: ${quote(text)} is no whole number from 1 to ${mostRows}`);
}

/** `--since 2h` (back from now) or `--since 2026-11-20T02:30Z` (UTC where it names no zone). */
export function readSince(
  text: string | undefined,
  now: EpochMilliseconds,
): Result<EpochMilliseconds | undefined, string> {
  if (text === undefined) return ok(undefined);
  const back = parseDuration(text);
  if (back.ok) return ok(now - back.value);
  const at = readMoment(text, "UTC");
  return at === null
    ? fail(
        `--since: ${quote(text)} is neither a time back (2h, 7d) nor an instant (2026-11-20T02:30Z)`,
      )
    : ok(at);
}

/** `--outcome failed,killed`; `timed out` and `timed-out` are understood too. */
export function readOutcomes(
  text: string | undefined,
): Result<readonly Outcome[] | undefined, string> {
  if (text === undefined) return ok(undefined);
  const chosen: Outcome[] = [];
  for (const word of text.split(",")) {
    const name = word.trim().toLowerCase().replace(/[ -]/gu, "_");
    const outcome = outcomes.find((each) => each === name);
    if (outcome === undefined) {
      const near = nearestName(name, outcomes);
      const meant = near === null ? "" : ` (did you mean ${near}?)`;
      return fail(`--outcome: ${quote(word)} is none of ${outcomes.join(", ")}${meant}`);
    }
    chosen.push(outcome);
  }
  return ok(chosen);
}
