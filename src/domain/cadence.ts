import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Cadence } from "./cadence-type.ts";
import { compileCron } from "./cron-compiled.ts";
import { nextCronSlot } from "./cron-slots.ts";
import { nextGridSlot } from "./every.ts";

/**
 * The next slot after an instant; null where there is none.
 *
 * `every` with an anchor is a grid: the anchor plus whole intervals. Without one it floats, and
 * `after` is what it floats from: the latest start, the missed slot, or when the monitor was known.
 * The pattern and zone of a cadence have been checked before; a bad one throws.
 */
export function nextSlot(
  cadence: Cadence,
  after: EpochMilliseconds,
  anchor: EpochMilliseconds | null = null,
): EpochMilliseconds | null {
  switch (cadence.kind) {
    case "cron": {
      const { schedule, zone } = compileCron(cadence.pattern, cadence.timezone);
      return nextCronSlot(schedule, zone, after);
    }
    case "every":
      return anchor === null
        ? after + cadence.everyMs
        : nextGridSlot(cadence.everyMs, anchor, after);
    case "none":
      return null;
    default:
      return unreachable(cadence);
  }
}

/** The slots after an instant, one by one and without end, each later than the one before. */
export function* slotsAfter(
  cadence: Cadence,
  after: EpochMilliseconds,
  anchor: EpochMilliseconds | null = null,
): Generator<EpochMilliseconds, void> {
  let slot = nextSlot(cadence, after, anchor);
  while (slot !== null) {
    yield slot;
    slot = nextSlot(cadence, slot, anchor);
  }
}

/** The first `count` slots after an instant; fewer where there are no more. */
export function firstSlots(
  cadence: Cadence,
  after: EpochMilliseconds,
  count: number,
  anchor: EpochMilliseconds | null = null,
): readonly EpochMilliseconds[] {
  const slots: EpochMilliseconds[] = [];
  for (const slot of slotsAfter(cadence, after, anchor)) {
    if (slots.length >= count) break;
    slots.push(slot);
  }
  return slots;
}

/** How far back a slot before another is looked for. */
const longestLook = 50 * 366 * 86_400_000;

/** The last slot before an instant; null where there is none in fifty years. */
export function previousSlot(
  cadence: Cadence,
  before: EpochMilliseconds,
  anchor: EpochMilliseconds | null = null,
): EpochMilliseconds | null {
  const isBefore = (slot: EpochMilliseconds | null) => slot !== null && slot < before;
  let reach = 60_000;
  while (!isBefore(nextSlot(cadence, before - reach, anchor))) {
    if (reach >= longestLook) return null;
    reach *= 4;
  }
  // The answer is the slot after the latest instant that still has one before `before`.
  let early = before - reach;
  let late = before - 1;
  while (late - early > 1_000) {
    const middle = Math.floor((early + late) / 2);
    if (isBefore(nextSlot(cadence, middle, anchor))) early = middle;
    else late = middle;
  }
  const slot = nextSlot(cadence, early, anchor);
  const next = slot === null ? null : nextSlot(cadence, slot, anchor);
  return isBefore(next) ? next : slot;
}

/**
 * The gap around a slot, from which grace and early derive: the shorter one of those to its
 * neighbours, so that the last slot of a working day is not given the whole night. Null for none.
 */
export function gapAt(cadence: Cadence, slot: EpochMilliseconds): Milliseconds | null {
  if (cadence.kind === "none") return null;
  if (cadence.kind === "every") return cadence.everyMs;
  const next = nextSlot(cadence, slot);
  const previous = previousSlot(cadence, slot);
  const gaps = [
    ...(next === null ? [] : [next - slot]),
    ...(previous === null ? [] : [slot - previous]),
  ];
  return gaps.length === 0 ? null : Math.min(...gaps);
}
