import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Turn } from "./cause.ts";
import type { Facts } from "./facts.ts";
import type { Heard } from "./heard.ts";
import { closeWork, openWork, type PulledBack } from "./judge-open.ts";
import { settleDeadlines } from "./judge-deadline.ts";
import { hearEnd, hearLost } from "./judge-end.ts";
import { countGood } from "./judge-outcome.ts";
import { hearProof } from "./judge-proof.ts";
import { forgetReadings, hearReading } from "./judge-reading.ts";
import { hearRoute } from "./judge-route.ts";
import { countStart, hearStart } from "./judge-start.ts";
import type { Work } from "./judge-work.ts";
import type { MonitorState } from "./monitor-state.ts";
import { hearSkip } from "./slots-skip.ts";
import type { SlotRow } from "./slot-row.ts";

/** What one look at one monitor came to; all of it is to be committed together. */
export interface Judgement {
  readonly state: MonitorState;
  /** In the order of settling; a later row replaces an earlier one of the same slot. */
  readonly slots: readonly SlotRow[];
  readonly turns: readonly Turn[];
  /** The cursor lay in the future, because a clock was wrong: to be audited, rows in it are `unknown`. */
  readonly pulledBack: PulledBack | null;
}

/**
 * Judges one monitor up to `now`. What was heard and the deadlines between are taken in the order
 * of their own instants, so that looking often or once tells the same story. A deadline counts as
 * passed strictly after its instant; a signal at that very instant still meets it.
 */
export function judge(facts: Facts, now: EpochMilliseconds): Judgement {
  const { work, pulledBack } = openWork(facts, now);
  forgetReadings(work);
  for (const heard of inOrder(facts.heard)) {
    settleDeadlines(work, Math.min(heard.at, now));
    hear(work, heard);
  }
  settleDeadlines(work, now);
  return { state: closeWork(work, now), slots: work.slots, turns: work.turns, pulledBack };
}

function hear(work: Work, heard: Heard): void {
  switch (heard.kind) {
    case "started":
      hearStart(work, heard);
      return;
    case "skipped":
      hearSkip(work, heard);
      return;
    case "ended":
      hearEnd(work, heard);
      return;
    case "lost":
      hearLost(work, heard);
      return;
    case "beat":
      countStart(work, { run: null, at: heard.at, ears: heard.ears, slot: null });
      countGood(work, null, heard.at, { warned: false });
      return;
    case "proof":
      hearProof(work, heard);
      return;
    case "reading":
      hearReading(work, heard);
      return;
    case "route":
      hearRoute(work, heard);
      return;
    default:
      unreachable(heard);
  }
}

/** By instant, and by arrival within one. */
function inOrder(heard: readonly Heard[]): readonly Heard[] {
  for (let index = 1; index < heard.length; index += 1) {
    const [before, each] = [heard[index - 1], heard[index]];
    if (before !== undefined && each !== undefined && before.at > each.at)
      return heard.toSorted((one, other) => one.at - other.at);
  }
  return heard;
}
