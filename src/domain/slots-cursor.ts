import type { EpochMilliseconds } from "../base/time.ts";
import type { Schedule, Watched } from "./facts.ts";
import { earlyOf, graceOf } from "./limits.ts";
import type { SlotRef } from "./slot-row.ts";

/** The first slot to be settled when slots count from an instant on. */
export function firstSlotAfter(schedule: Schedule, after: EpochMilliseconds): SlotRef | null {
  switch (schedule.kind) {
    case "none":
      return null;
    case "floating":
      return floatingSlot(after + schedule.everyMs, schedule.everyMs);
    case "fixed": {
      const slot = schedule.next(after);
      return slot === null ? null : fixedSlot(schedule, slot);
    }
  }
}

export function fixedSlot(
  schedule: Schedule & { readonly kind: "fixed" },
  slot: EpochMilliseconds,
): SlotRef {
  return { slot, gap: schedule.gapAt(slot), following: schedule.next(slot), skipped: null };
}

export function floatingSlot(slot: EpochMilliseconds, gap: number): SlotRef {
  return { slot, gap, following: null, skipped: null };
}

/** The slot after one that is settled. */
export function slotAfter(schedule: Schedule, settled: SlotRef): SlotRef | null {
  switch (schedule.kind) {
    case "none":
      return null;
    case "floating":
      return floatingSlot(settled.slot + schedule.everyMs, schedule.everyMs);
    case "fixed": {
      const slot = settled.following;
      if (slot === null) return null;
      const following = schedule.next(slot);
      const before = slot - settled.slot;
      const gap = following === null ? before : Math.min(before, following - slot);
      return { slot, gap, following, skipped: null };
    }
  }
}

/** The last instant at which a start meets the slot in time. */
export function deadlineOf(watched: Watched, ref: SlotRef): EpochMilliseconds {
  return ref.slot + Math.max(watched.leastGraceMs ?? 0, graceOf(watched.monitor, ref.gap));
}

/** The first instant at which a start meets the slot; a floating one is met by any start. */
export function opensAt(watched: Watched, ref: SlotRef): EpochMilliseconds {
  if (watched.schedule.kind === "floating") return ref.slot - ref.gap;
  return ref.slot - earlyOf(watched.monitor, ref.gap);
}
