import type { EpochMilliseconds } from "../base/time.ts";
import type { Work } from "./judge-work.ts";
import { deadlineOf, fixedSlot, floatingSlot, opensAt } from "./slots-cursor.ts";
import { moveOn } from "./slots-settle.ts";
import type { SlotRef } from "./slot-row.ts";

/** A start or beat, and the slot for which luota started it, where it did. */
export interface Arrival {
  readonly at: EpochMilliseconds;
  readonly run: string | null;
  readonly named: EpochMilliseconds | null;
}

/**
 * Finds the slot that a start counts for and settles it: the one it names; else the earliest unmet
 * one whose window it falls into; else, as a late start, the latest missed one. Null for none.
 */
export function meetSlot(work: Work, arrival: Arrival): SlotRef | null {
  const { schedule } = work.facts.watched;
  if (schedule.kind === "none") return null;
  if (arrival.named !== null && isSlotOf(work, arrival.named)) {
    const named = takeNamed(work, arrival.named);
    return named === null ? null : settle(work, arrival, named);
  }
  // What is skipped or given back is met by a start that no other slot waits for.
  const inOrder = arrival.at >= work.state.clock;
  const { next } = work.state;
  if (schedule.kind === "fixed" && inOrder && next !== null && isOpenAt(work, next, arrival.at))
    return meetNext(work, arrival, next);
  // A floating slot is passed for good once a later one is counted, but for late news.
  const earlier = schedule.kind === "floating" && inOrder ? null : takeUnmet(work, arrival.at);
  if (earlier !== null) {
    if (schedule.kind === "floating") floatFrom(work, arrival.at);
    return settle(work, arrival, earlier);
  }
  return schedule.kind === "fixed" ? meetFixed(work, arrival) : meetFloating(work, arrival);
}

/** Whether luota can have meant it: a slot of the cadence as it is, or one that was settled before. */
export function isSlotOf(work: Work, slot: EpochMilliseconds): boolean {
  const { next } = work.state;
  const { schedule } = work.facts.watched;
  if (next === null || schedule.kind !== "fixed") return false;
  return slot <= next.slot || schedule.next(slot - 1) === slot;
}

/** Takes a slot out of the walk, wherever it stands; null where a run has met it before. */
export function takeNamed(work: Work, slot: EpochMilliseconds): SlotRef | null {
  const { next, ahead } = work.state;
  const { schedule } = work.facts.watched;
  if (next === null || schedule.kind !== "fixed") return null;
  if (slot === next.slot) {
    moveOn(work, next);
    return next;
  }
  const index = work.unmet.findIndex((each) => each.slot === slot);
  const unmet = index < 0 ? null : (work.unmet.splice(index, 1)[0] ?? null);
  if (slot < next.slot) return unmet;
  if (ahead.includes(slot)) return unmet;
  work.state.ahead = [...ahead, slot].sort((one, other) => one - other);
  return unmet ?? fixedSlot(schedule, slot);
}

function meetFixed(work: Work, arrival: Arrival): SlotRef | null {
  const { next, unanswered } = work.state;
  if (next !== null && isOpenAt(work, next, arrival.at)) return meetNext(work, arrival, next);
  if (unanswered === null || arrival.at <= unanswered) return null;
  return settle(work, arrival, dropUnmet(work, unanswered));
}

/** Whether or not the start was due, the next slot is counted from it. */
function meetFloating(work: Work, arrival: Arrival): SlotRef | null {
  const { next, unanswered } = work.state;
  if (next === null || !floatFrom(work, arrival.at)) return null;
  const late = unanswered !== null && arrival.at > unanswered;
  const met = late ? dropUnmet(work, unanswered) : next;
  if (!late) work.state.cursor = Math.max(work.state.cursor, next.slot);
  return settle(work, arrival, met);
}

/** Counts the next slot from a start; false where later ones were counted already. */
function floatFrom(work: Work, at: EpochMilliseconds): boolean {
  const { next, lastStart } = work.state;
  if (next === null || (lastStart !== null && at <= lastStart)) return false;
  if (at + next.gap <= next.slot) return false;
  work.state.next = floatingSlot(at + next.gap, next.gap);
  return true;
}

function meetNext(work: Work, arrival: Arrival, next: SlotRef): SlotRef {
  moveOn(work, next);
  return settle(work, arrival, next);
}

function settle(work: Work, arrival: Arrival, ref: SlotRef): SlotRef {
  const late = arrival.at > deadlineOf(work.facts.watched, ref);
  const { run, at } = arrival;
  work.slots.push({ slot: ref.slot, outcome: late ? "late" : "met", because: null, run, at });
  work.state.unknownInRow = 0;
  return ref.skipped === null ? ref : { ...ref, skipped: null };
}

/** Whether a start at that instant is not too early for a slot. */
export function isOpenAt(work: Work, ref: SlotRef, at: EpochMilliseconds): boolean {
  return at >= opensAt(work.facts.watched, ref);
}

/** The earliest slot that was settled without a run and whose window holds the instant. */
function takeUnmet(work: Work, at: EpochMilliseconds): SlotRef | null {
  const { watched } = work.facts;
  const nextSlot = work.state.next?.slot ?? Infinity;
  let found = -1;
  for (let index = work.unmet.length - 1; index >= 0; index -= 1) {
    const ref = work.unmet[index];
    if (ref === undefined || deadlineOf(watched, ref) < at) break;
    if (ref.slot < nextSlot && opensAt(watched, ref) <= at) found = index;
  }
  return found < 0 ? null : (work.unmet.splice(found, 1)[0] ?? null);
}

function dropUnmet(work: Work, slot: EpochMilliseconds): SlotRef {
  const { schedule } = work.facts.watched;
  const index = work.unmet.findLastIndex((each) => each.slot === slot);
  const found = index < 0 ? undefined : work.unmet.splice(index, 1)[0];
  if (found !== undefined) return found;
  return schedule.kind === "fixed"
    ? fixedSlot(schedule, slot)
    : floatingSlot(slot, schedule.kind === "floating" ? schedule.everyMs : 0);
}
