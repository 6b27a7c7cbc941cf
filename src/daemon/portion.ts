import type { EpochMilliseconds } from "../base/time.ts";
import type { Facts } from "../domain/facts.ts";
import type { MonitorFacts } from "../store/tick-facts.ts";

/** What of a monitor is judged in one look. */
export interface Portion {
  readonly facts: Facts;
  readonly upTo: EpochMilliseconds;
  readonly heardUpTo: number | null;
  /** There is more to judge at once. */
  readonly more: boolean;
}

/** So many slots are settled in one look, give or take those between two of its news. */
const mostSlots = 20_000;

/**
 * Takes as much as fits into one look, so that neither years of slots nor of news fill the memory.
 * Looking in steps tells the same story as looking once.
 */
export function takePortion(read: MonitorFacts, now: EpochMilliseconds): Portion {
  const { facts, heardUpTo, more } = read;
  const next = facts.state?.next ?? null;
  const step = next === null ? now : next.slot + mostSlots * next.gap;
  const heardAt = facts.heard.map((each) => each.at);
  const first = heardAt.reduce((earliest, at) => Math.min(earliest, at), now);
  if (step < first)
    return { facts: { ...facts, heard: [] }, upTo: step, heardUpTo: null, more: true };
  if (!more) return { facts, upTo: now, heardUpTo, more };
  // What comes after the news that did not fit is not judged yet.
  const last = heardAt.reduce((latest, at) => Math.max(latest, at), 0);
  return { facts, upTo: Math.min(now, last), heardUpTo, more };
}
