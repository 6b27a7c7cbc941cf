import type { EpochMilliseconds } from "../base/time.ts";
import { addUnmet, breakPromise, type Work } from "./judge-work.ts";
import { deadlineOf, opensAt, slotAfter } from "./slots-cursor.ts";
import type { Because, SlotOutcome, SlotRef } from "./slot-row.ts";
import { findOverlap } from "./span.ts";

/** Settles the next slot, whose grace has passed without a start. */
export function settleUnmetSlot(work: Work, ref: SlotRef): void {
  const at = deadlineOf(work.facts.watched, ref);
  const { outcome, because } = verdictOnSlot(work, ref, at);
  work.slots.push({ slot: ref.slot, outcome, because, run: ref.skipped?.run ?? null, at });
  addUnmet(work, ref);
  moveOn(work, ref);
  work.state.unknownInRow = outcome === "unknown" ? work.state.unknownInRow + 1 : 0;
  if (outcome !== "missed") return;
  work.state.unanswered = ref.slot;
  breakPromise(work, "missed", at, { slot: ref.slot, because });
}

/** Moves the cursor past a settled slot, and past those after it that are settled already. */
export function moveOn(work: Work, settled: SlotRef): void {
  const { schedule } = work.facts.watched;
  work.state.cursor = Math.max(work.state.cursor, settled.slot);
  let next = slotAfter(schedule, settled);
  while (next !== null && work.state.ahead.includes(next.slot)) next = slotAfter(schedule, next);
  work.state.next = next;
  if (work.state.ahead.length > 0)
    work.state.ahead = work.state.ahead.filter((slot) => next !== null && slot > next.slot);
}

/** So many slots in a row are excused by a restart within their window, then one counts. */
const deafInRow = 3;

function verdictOnSlot(
  work: Work,
  ref: SlotRef,
  deadline: EpochMilliseconds,
): { readonly outcome: SlotOutcome; readonly because: Because | null } {
  const { watched, outages, pauses } = work.facts;
  if (pauses.length > 0 && findOverlap(pauses, ref.slot, deadline) !== null)
    return { outcome: "excused", because: { kind: "paused" } };
  if (ref.skipped !== null) return { outcome: "skipped", because: { kind: ref.skipped.because } };
  if (outages.length === 0) return { outcome: "missed", because: null };
  // A floating signal may come a little before its slot; it is expected near it all the same.
  const floats = watched.schedule.kind === "floating";
  const from = floats ? ref.slot - Math.min(ref.gap, deadline - ref.slot) : opensAt(watched, ref);
  const off = outages.find((each) => each.kind === "host" && overlaps(each, from, deadline));
  const span = off ?? findOverlap(outages, from, deadline);
  if (span === null) return { outcome: "missed", because: null };
  const times = { from: span.from, until: span.until };
  const because: Because = { kind: span.kind === "host" ? "host-down" : "luota-down", ...times };
  if (off !== undefined && watched.monitor.whenOff === "excuse")
    return { outcome: "excused", because };
  if (!work.state.ears) return { outcome: "missed", because };
  const wholly = span.from <= from && span.until > deadline;
  return wholly || work.state.unknownInRow < deafInRow
    ? { outcome: "unknown", because: { kind: "deaf", ...times } }
    : { outcome: "missed", because };
}

function overlaps(
  span: { readonly from: EpochMilliseconds; readonly until: EpochMilliseconds },
  from: EpochMilliseconds,
  until: EpochMilliseconds,
): boolean {
  return span.from <= until && span.until > from;
}
