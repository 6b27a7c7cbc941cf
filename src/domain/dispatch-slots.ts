import type { EpochMilliseconds } from "../base/time.ts";

/**
 * The latest slots after `after` up to and with `until`, at most `most`, oldest first. Looks back
 * from the end, so that a long downtime costs no more than a short one.
 */
export function latestSlots(
  next: (after: EpochMilliseconds) => EpochMilliseconds | null,
  after: EpochMilliseconds,
  until: EpochMilliseconds,
  most: number,
): readonly EpochMilliseconds[] {
  for (let reach = firstReach; ; reach *= 4) {
    const from = Math.max(after, until - reach);
    const slots = slotsBetween(next, from, until);
    if (from === after || slots.length >= most) return slots.slice(-most);
  }
}

const firstReach = 60_000;

function slotsBetween(
  next: (after: EpochMilliseconds) => EpochMilliseconds | null,
  from: EpochMilliseconds,
  until: EpochMilliseconds,
): EpochMilliseconds[] {
  const slots: EpochMilliseconds[] = [];
  for (let slot = next(from); slot !== null && slot <= until; slot = next(slot)) slots.push(slot);
  return slots;
}
