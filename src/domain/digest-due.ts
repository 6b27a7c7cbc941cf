import type { EpochMilliseconds } from "../base/time.ts";
import { nextSlot } from "./cadence.ts";
import { digestEveryMs } from "./digest-facts.ts";

/** Monday at eight, when those who read it begin their week. */
const pattern = "0 8 * * MON";

/** When the latest digest was due, and when the next one is. */
export function digestTimes(
  timezone: string,
  now: EpochMilliseconds,
): { readonly last: EpochMilliseconds; readonly next: EpochMilliseconds } {
  const cadence = { kind: "cron", pattern, timezone } as const;
  // A week may be an hour longer where clocks are set.
  let last = now - digestEveryMs - 2 * 3_600_000;
  for (;;) {
    const next = nextSlot(cadence, last) ?? now + digestEveryMs;
    if (next > now) return { last, next };
    last = next;
  }
}
