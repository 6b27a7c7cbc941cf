import type { EpochMilliseconds } from "../../base/time.ts";
import type { Silence } from "../../domain/silence.ts";
import { instantOfWallTime } from "../../domain/zone.ts";
import type { Complain } from "../entry.ts";
import { listOf } from "../shape/section.ts";
import { conflict } from "./conflict.ts";
import type { RawSilence, WrittenMoment } from "../shape/silence.ts";

/** A silence, or null where it has no sound window; then it was complained of. */
export function buildSilence(
  raw: RawSilence,
  defaultTimezone: string,
  complain: Complain,
): Silence | null {
  const timezone = raw.timezone ?? defaultTimezone;
  const { reason, from, until, weekly } = raw;
  const monitors = listOf(raw.monitors);
  if (weekly !== undefined) {
    if (from !== undefined || until !== undefined) {
      const why = "a silence comes once, or each week";
      const key = from === undefined ? "until" : "from";
      complain([key], "key", conflict(["weekly", key], why));
    }
    const days = [...new Set(listOf(weekly.days))];
    const window = { fromMinute: weekly.from, untilMinute: weekly.until, timezone };
    return { reason, monitors, window: { kind: "weekly", days, ...window } };
  }
  if (from === undefined || until === undefined) {
    const keys = from === until ? ["from and until", "weekly"] : [from ? "until" : "from"];
    complain([], "key", { kind: "needs-one-of", keys });
    return null;
  }
  const window = { from: instantOf(from, timezone), until: instantOf(until, timezone) };
  if (window.from >= window.until) {
    const problem = conflict(
      ["from", "until"],
      "it ends before it starts",
      "write a later `until`",
    );
    complain(["until"], "value", problem);
  }
  return { reason, monitors, window: { kind: "once", ...window } };
}

function instantOf(moment: WrittenMoment, timezone: string): EpochMilliseconds {
  return moment.offsetMs === null
    ? instantOfWallTime(moment.wallMs, timezone)
    : moment.wallMs - moment.offsetMs;
}
