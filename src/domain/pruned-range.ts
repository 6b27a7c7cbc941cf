import type { Json } from "../base/json.ts";
import { isObject } from "./decode.ts";

/**
 * Events of the chain that are gone, all that lay between two of its numbers. It stands in the chain
 * like one long link: `prev` is the hash of the event before it, `hash` that of its last event.
 */
export interface PrunedRange {
  readonly first: number;
  readonly last: number;
  readonly prev: string;
  readonly hash: string;
}

/** What becomes of a chain from which these events are taken; each names the one before it. */
export function rangesOf(
  events: readonly { readonly seq: number; readonly prev: string; readonly hash: string }[],
): readonly PrunedRange[] {
  const ranges: PrunedRange[] = [];
  for (const { seq, prev, hash } of events.toSorted((one, other) => one.seq - other.seq)) {
    const open = ranges.at(-1);
    if (open?.last === seq - 1) ranges[ranges.length - 1] = { ...open, last: seq, hash };
    else ranges.push({ first: seq, last: seq, prev, hash });
  }
  return ranges;
}

/** How a checkpoint writes them. */
export function rangesToJson(ranges: readonly PrunedRange[]): Json {
  return ranges.map(({ first, last, prev, hash }) => ({ first, last, prev, hash }));
}

/** The ranges for which the data of an event vouches. */
export function rangesIn(data: Json): readonly PrunedRange[] {
  const events = isObject(data) ? data["events"] : null;
  const ranges = isObject(events) ? events["ranges"] : null;
  return Array.isArray(ranges) ? ranges.filter(isRange) : [];
}

function isRange(value: unknown): value is PrunedRange {
  if (!isObject(value)) return false;
  const { first, last, prev, hash } = value;
  const areNumbers = typeof first === "number" && typeof last === "number";
  return areNumbers && first <= last && typeof prev === "string" && typeof hash === "string";
}
