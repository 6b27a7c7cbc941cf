import type { Milliseconds } from "../base/duration.ts";

/**
 * How long `Retry-After` asks to wait: seconds, or a date, which is held against the answer's own
 * `Date`, so that a clock that is wrong on either end changes nothing. Null where nothing
 * understandable is said. Not capped: whoever waits knows how long is too long.
 */
export function readRetryAfter(
  retryAfter: string | null,
  date: string | null,
): Milliseconds | null {
  const text = retryAfter?.trim() ?? "";
  if (/^\d{1,9}(?:\.\d{1,6})?$/u.test(text)) return Math.ceil(Number(text) * 1_000);
  if (!httpDate.test(text)) return null;
  const wait = Date.parse(text) - Date.parse(date ?? "");
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`; the two older forms have died out. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/u;
