import type { EpochMilliseconds } from "../base/time.ts";
import type { BreakDetail, CauseKind, EndedBy, Turn } from "./cause.ts";
import type { Facts } from "./facts.ts";
import type { MonitorState, OpenCause } from "./monitor-state.ts";
import type { SlotRef, SlotRow } from "./slot-row.ts";
import { findOverlap } from "./span.ts";

/** One look at one monitor while it goes on: the facts, the state as it grows, and what came out. */
export interface Work {
  readonly facts: Facts;
  readonly state: { -readonly [Key in keyof MonitorState]: MonitorState[Key] };
  readonly slots: SlotRow[];
  readonly turns: Turn[];
  /** Slots without a run, ascending: those given as facts and those settled in this look. */
  readonly unmet: SlotRef[];
}

export const noDetail: BreakDetail = {
  slot: null,
  run: null,
  outcome: null,
  missing: [],
  because: null,
  inRow: 1,
  lastGood: null,
};

export function isPausedAt(work: Work, at: EpochMilliseconds): boolean {
  return work.facts.pauses.length > 0 && findOverlap(work.facts.pauses, at, at) !== null;
}

/** Keeps a slot that was settled without a run, in its place. */
export function addUnmet(work: Work, ref: SlotRef): void {
  const before = work.unmet.findLastIndex((each) => each.slot < ref.slot);
  if (work.unmet[before + 1]?.slot !== ref.slot) work.unmet.splice(before + 1, 0, ref);
}

export function openCauseOf(work: Work, kind: CauseKind): OpenCause | null {
  return work.state.causes.find((cause) => cause.kind === kind) ?? null;
}

/** A break: the cause begins, or is there already and has one more. */
export function breakPromise(
  work: Work,
  cause: CauseKind,
  at: EpochMilliseconds,
  detail: Partial<BreakDetail>,
): void {
  const whole = { ...noDetail, lastGood: work.state.lastGood, ...detail };
  const gap = work.state.next?.gap ?? null;
  const open = openCauseOf(work, cause);
  if (open === null) {
    const { run, slot } = whole;
    work.state.causes = [...work.state.causes, { kind: cause, since: at, count: 1, run, slot }];
    work.turns.push({ kind: "began", cause, at, gap, detail: whole });
    return;
  }
  const grown = { ...open, count: open.count + 1 };
  work.state.causes = work.state.causes.map((each) => (each === open ? grown : each));
  const last = work.turns.at(-1);
  // A week of missed slots is one turn, not ten thousand.
  const joins = cause === "missed" && last?.kind === "again" && last.cause === cause;
  const count = joins ? last.count + 1 : 1;
  if (joins) work.turns.pop();
  work.turns.push({ kind: "again", cause, at, count, gap, detail: whole });
}

/** Ends a cause if it is open; never before it began, whenever the news of its end came. */
export function endCause(work: Work, cause: CauseKind, at: EpochMilliseconds, by: EndedBy): void {
  const open = openCauseOf(work, cause);
  if (open === null) return;
  work.state.causes = work.state.causes.filter((each) => each !== open);
  work.turns.push({ kind: "ended", cause, at: Math.max(at, open.since), by });
}
