import { civilDayOf } from "./civil-day.ts";
import { zoneOffset } from "./zone.ts";

/**
 * A stretch of time in which a zone's clocks run evenly. Seconds since 1970; `start` belongs to
 * it, `end` does not. Spans end at changes of the zone, and for bookkeeping at each year's end (UTC).
 */
export interface ZoneSpan {
  readonly start: number;
  readonly end: number;
  /** How far the clocks are ahead of UTC. */
  readonly offset: number;
  /**
   * Up to where wall time had come before: less than `start + offset` where the clocks jumped
   * forward into this span, more where they were set back, else the same.
   */
  readonly resume: number;
}

/** The spans of one zone, worked out year by year as they are asked for. */
export interface ZoneSpans {
  readonly timezone: string;
  readonly years: Map<number, readonly ZoneSpan[]>;
  latest: ZoneSpan | null;
}

const zones = new Map<string, ZoneSpans>();

/** The spans of a known zone; every asker shares them. */
export function zoneSpansOf(timezone: string): ZoneSpans {
  const known = zones.get(timezone);
  if (known !== undefined) return known;
  const spans = { timezone, years: new Map<number, readonly ZoneSpan[]>(), latest: null };
  zones.set(timezone, spans);
  return spans;
}

/** The span that holds an instant, in seconds since 1970. */
export function spanAt(zone: ZoneSpans, at: number): ZoneSpan {
  const { latest } = zone;
  if (latest !== null && at >= latest.start && at < latest.end) return latest;
  const year = civilDayOf(Math.floor(at / day)).year;
  let spans = zone.years.get(year);
  if (spans === undefined) {
    spans = spansOfYear(zone.timezone, year);
    zone.years.set(year, spans);
  }
  const found = spans.find((span) => at < span.end);
  if (found === undefined) throw new Error(`no span of ${zone.timezone} holds ${at}`);
  zone.latest = found;
  return found;
}

const day = 86_400;

/**
 * Changes are looked for in strides of three days. Since 1900 no zone changed twice within three
 * days in a way that a stride could step over.
 */
const stride = 3 * day;

function spansOfYear(timezone: string, year: number): readonly ZoneSpan[] {
  const yearStart = Date.UTC(year, 0, 1) / 1000;
  const yearEnd = Date.UTC(year + 1, 0, 1) / 1000;
  const spans: ZoneSpan[] = [];
  // A repeated hour may reach over New Year, so the look begins a little before it.
  let start = yearStart - stride;
  let offset = offsetAt(timezone, start);
  let resume = start + offset;
  while (start < yearEnd) {
    const end = nextChange(timezone, start, offset, yearEnd);
    if (end > yearStart) {
      const from = Math.max(start, yearStart);
      const reached = from === start ? resume : Math.max(resume, from + offset);
      spans.push({ start: from, end, offset, resume: reached });
    }
    start = end;
    resume = end + offset;
    offset = offsetAt(timezone, end);
  }
  return spans;
}

/** The first second after `from` at which the offset is another; `until` where there is none. */
function nextChange(timezone: string, from: number, offset: number, until: number): number {
  let same = from;
  for (let at = from; at < until; at = Math.min(at + stride, until)) {
    const next = Math.min(at + stride, until);
    if (offsetAt(timezone, next) === offset) {
      same = next;
      continue;
    }
    let changed = next;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (offsetAt(timezone, middle) === offset) same = middle;
      else changed = middle;
    }
    return changed;
  }
  return until;
}

function offsetAt(timezone: string, at: number): number {
  return zoneOffset(at * 1000, timezone) / 1000;
}
