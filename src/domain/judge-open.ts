import type { EpochMilliseconds } from "../base/time.ts";
import type { Facts, Watched } from "./facts.ts";
import { endCause, type Work } from "./judge-work.ts";
import { earlyOf } from "./limits.ts";
import type { MonitorState } from "./monitor-state.ts";
import { firstSlotAfter, fixedSlot, floatingSlot } from "./slots-cursor.ts";
import type { SlotRef } from "./slot-row.ts";

/** A cursor that lay in the future: slots in (`to`, `from`] were settled by a wrong clock. */
export interface PulledBack {
  readonly from: EpochMilliseconds;
  readonly to: EpochMilliseconds;
}

/** Begins a look: the state as it was left, with the cursor of the cadence as it is now. */
export function openWork(
  facts: Facts,
  now: EpochMilliseconds,
): { readonly work: Work; readonly pulledBack: PulledBack | null } {
  const { watched } = facts;
  const state = facts.state === null ? newState(watched) : { ...facts.state };
  const work: Work = { facts, state, slots: [], turns: [], unmet: [] };
  if (state.cadence !== watched.schedule.key) changeCadence(work);
  const pulledBack = pullBack(work, now);
  for (const slot of facts.unmet) work.unmet.push(refOf(watched, slot));
  return { work, pulledBack };
}

/** Ends a look: all before `now` is judged. A clock that went back a little does not undo that. */
export function closeWork(work: Work, now: EpochMilliseconds): MonitorState {
  work.state.clock = Math.max(work.state.clock, now);
  return work.state;
}

function newState(watched: Watched): Work["state"] {
  const since = Math.max(watched.knownSince, watched.cadenceSince);
  return {
    clock: watched.knownSince,
    cadence: watched.schedule.key,
    next: firstSlotAfter(watched.schedule, since),
    cursor: since,
    ahead: [],
    unanswered: null,
    unknownInRow: 0,
    lastStart: null,
    ears: false,
    running: [],
    retried: [],
    proving: [],
    unproven: null,
    proven: null,
    lost: [],
    stray: [],
    badInRow: 0,
    warnedInRow: 0,
    lastGood: null,
    lastBad: null,
    causes: [],
    reading: null,
  };
}

/** Other slots count from the change on. One that was due and not yet missed is let go. */
function changeCadence(work: Work): void {
  const { state } = work;
  const { schedule, cadenceSince } = work.facts.watched;
  const because = { kind: "cadence-changed" } as const;
  if (state.next !== null && state.next.slot <= cadenceSince) {
    const { slot } = state.next;
    work.slots.push({ slot, outcome: "excused", because, run: null, at: cadenceSince });
  }
  state.cadence = schedule.key;
  state.cursor = Math.max(cadenceSince, work.facts.watched.knownSince);
  state.next = firstSlotAfter(schedule, state.cursor);
  state.ahead = [];
  if (schedule.kind !== "none" || state.unanswered === null) return;
  state.unanswered = null;
  endCause(work, "missed", cadenceSince, { kind: "rule-gone" });
  work.turns.push({ kind: "moot", at: cadenceSince });
}

/** A cursor beyond now plus one gap was moved by a wrong clock. */
function pullBack(work: Work, now: EpochMilliseconds): PulledBack | null {
  const { state } = work;
  const { monitor, schedule } = work.facts.watched;
  if (state.next === null) return null;
  const { slot, gap } = state.next;
  // A slot may be met `early`; a floating one is counted from a start.
  const reached = schedule.kind === "floating" ? slot - gap : state.cursor;
  const early = schedule.kind === "floating" ? 0 : earlyOf(monitor, gap);
  if (reached <= now + early + gap) return null;
  state.next = firstSlotAfter(schedule, now);
  state.cursor = now;
  state.clock = now;
  state.ahead = [];
  if (state.lastStart !== null) state.lastStart = Math.min(state.lastStart, now);
  // Else only a start in that future would answer what was missed there.
  if (state.unanswered !== null) state.unanswered = Math.min(state.unanswered, now);
  state.causes = state.causes.map((cause) => ({ ...cause, since: Math.min(cause.since, now) }));
  state.retried = state.retried.map((each) =>
    each.giveUpAt === null ? each : { ...each, giveUpAt: Math.min(each.giveUpAt, now) },
  );
  return { from: reached, to: now };
}

function refOf({ schedule }: Watched, slot: EpochMilliseconds): SlotRef {
  return schedule.kind === "fixed"
    ? fixedSlot(schedule, slot)
    : floatingSlot(slot, schedule.kind === "floating" ? schedule.everyMs : 0);
}
