import { parseDuration } from "../../base/duration.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { quote } from "../complain/quote.ts";
import { readMoment } from "../moment.ts";
import type { KeepOptions } from "../options.ts";

/** The end that `--for 2h` or `--until 2026-11-20T06:00Z` names. The failure is the rest of a line. */
export function readUntil(
  options: KeepOptions,
  now: EpochMilliseconds,
): Result<EpochMilliseconds, string> {
  if (options.for !== undefined && options.until !== undefined)
    return fail("--for and --until exclude each other");
  if (options.until !== undefined) return readEnd(options.until, now);
  if (options.for === undefined)
    return fail("an end is needed: --for 2h, or --until 2026-11-20T06:00Z");
  const length = parseDuration(options.for);
  return length.ok && length.value > 0
    ? ok(now + length.value)
    : fail(`--for: ${quote(options.for)} is no length of time such as 90s, 15m, 2h or 7d`);
}

function readEnd(text: string, now: EpochMilliseconds): Result<EpochMilliseconds, string> {
  const at = readMoment(text, "UTC");
  if (at === null) return fail(`--until: ${quote(text)} is no instant such as 2026-11-20T06:00Z`);
  return at > now ? ok(at) : fail(`--until: ${quote(text)} is over already`);
}
