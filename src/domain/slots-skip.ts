import type { EpochMilliseconds } from "../base/time.ts";
import type { Heard } from "./heard.ts";
import { addUnmet, endCause, openCauseOf, type Work } from "./judge-work.ts";
import type { RunningRun } from "./monitor-state.ts";
import { deadlineOf, opensAt } from "./slots-cursor.ts";
import { isOpenAt, isSlotOf, takeNamed } from "./slots-meet.ts";
import type { SkippedBy, SlotRef } from "./slot-row.ts";
import { moveOn } from "./slots-settle.ts";

/** A run that never began: it keeps its slot from being missed, and proves nothing. */
export function hearSkip(work: Work, heard: Heard & { readonly kind: "skipped" }): void {
  if (work.facts.watched.schedule.kind !== "fixed") {
    markFloating(work, heard);
    return;
  }
  const ref = findSkipped(work, heard);
  if (ref === null) return;
  settleSkipped(work, ref, { run: heard.run, because: "overlap" }, heard.at);
  // Of several misses in a row, the others still have no answer.
  if (work.state.unanswered !== ref.slot || openCauseOf(work, "missed")?.count !== 1) return;
  work.state.unanswered = null;
  endCause(work, "missed", heard.at, { kind: "run", run: heard.run });
}

/** The slot that a start would have met: the one it names, else the earliest that waits for one. */
function findSkipped(
  work: Work,
  { at, slot }: Heard & { readonly kind: "skipped" },
): SlotRef | null {
  if (slot !== null && isSlotOf(work, slot)) return takeNamed(work, slot);
  const { next, clock } = work.state;
  if (next !== null && isOpenAt(work, next, at)) {
    moveOn(work, next);
    return next;
  }
  return at >= clock ? null : findUnmet(work, at);
}

/** Late news: of the slots that nobody met, the latest whose window holds the instant. */
function findUnmet(work: Work, at: EpochMilliseconds): SlotRef | null {
  const { watched } = work.facts;
  const nextSlot = work.state.next?.slot ?? Infinity;
  const holds = (ref: SlotRef): boolean =>
    ref.slot < nextSlot && opensAt(watched, ref) <= at && at <= deadlineOf(watched, ref);
  return work.unmet.findLast(holds) ?? null;
}

function settleSkipped(work: Work, ref: SlotRef, by: SkippedBy, at: EpochMilliseconds): void {
  const { run, because: kind } = by;
  work.slots.push({ slot: ref.slot, outcome: "skipped", because: { kind }, run, at });
  work.state.unknownInRow = 0;
  addUnmet(work, ref);
}

/** Where the next slot is counted from starts, it waits for one to the end of its grace. */
function markFloating(work: Work, heard: Heard & { readonly kind: "skipped" }): void {
  const { next } = work.state;
  if (next === null || next.skipped !== null) return;
  const { watched } = work.facts;
  const fits = opensAt(watched, next) <= heard.at && heard.at <= deadlineOf(watched, next);
  if (heard.slot === next.slot || (heard.slot === null && fits))
    work.state.next = { ...next, skipped: { run: heard.run, because: "overlap" } };
}

/** Gives back the slot that a run met which then said that there was nothing to do. */
export function giveBackSlot(work: Work, running: RunningRun, at: EpochMilliseconds): void {
  const { run, met, startedAt } = running;
  if (met === null) return;
  const skipped: SkippedBy = { run, because: "skip-code" };
  settleSkipped(work, met, skipped, at);
  const { watched } = work.facts;
  if (watched.schedule.kind !== "floating") return;
  const ref = { ...met, skipped };
  const { next, lastStart } = work.state;
  const onlyOneSince = lastStart === startedAt && next?.slot === startedAt + met.gap;
  if (onlyOneSince && deadlineOf(watched, ref) >= at) work.state.next = ref;
}
