import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import { unreadableAt } from "./judge-reading.ts";
import { settleProof } from "./judge-proof.ts";
import { tellFailure } from "./judge-retry.ts";
import { limitOf, passLimit } from "./judge-start.ts";
import { breakPromise, type Work } from "./judge-work.ts";
import type { ProvingRun, RetriedSlot, RunningRun } from "./monitor-state.ts";
import { deadlineOf } from "./slots-cursor.ts";
import { settleUnmetSlot } from "./slots-settle.ts";
import type { SlotRef } from "./slot-row.ts";

/** An instant after which something is decided if nothing is heard by then. */
export type Deadline = { readonly at: EpochMilliseconds } & (
  | { readonly kind: "slot"; readonly ref: SlotRef }
  | { readonly kind: "limit"; readonly running: RunningRun }
  | { readonly kind: "proof"; readonly proving: ProvingRun }
  | { readonly kind: "retry"; readonly retried: RetriedSlot }
  | { readonly kind: "unreadable" }
);

/** Decides, one by one in their order, all deadlines before an instant. */
export function settleDeadlines(work: Work, until: EpochMilliseconds): void {
  let deadline = nextDeadline(work);
  while (deadline !== null && deadline.at < until) {
    settleDeadline(work, deadline);
    deadline = nextDeadline(work);
  }
}

function settleDeadline(work: Work, deadline: Deadline): void {
  const { at } = deadline;
  switch (deadline.kind) {
    case "slot":
      settleUnmetSlot(work, deadline.ref);
      return;
    case "limit":
      passLimit(work, deadline.running, at);
      return;
    case "proof":
      work.state.proving = work.state.proving.filter((each) => each !== deadline.proving);
      settleProof(work, deadline.proving, at, { slot: null, drifted: false });
      return;
    case "retry":
      tellFailure(work, deadline.retried, at);
      return;
    case "unreadable":
      breakPromise(work, "unreadable", at, {});
      return;
    default:
      unreachable(deadline);
  }
}

/** The earliest deadline of what is known now; of several at one instant, the slot first. */
export function nextDeadline(work: Pick<Work, "facts" | "state">): Deadline | null {
  const { next, running, proving, retried } = work.state;
  let found: Deadline | null =
    next === null ? null : { kind: "slot", at: deadlineOf(work.facts.watched, next), ref: next };
  for (const each of running) {
    const at = limitOf(work, each);
    if (at !== null && (found === null || at < found.at))
      found = { kind: "limit", at, running: each };
  }
  for (const each of proving)
    if (found === null || each.dueAt < found.at)
      found = { kind: "proof", at: each.dueAt, proving: each };
  for (const each of retried)
    if (each.giveUpAt !== null && (found === null || each.giveUpAt < found.at))
      found = { kind: "retry", at: each.giveUpAt, retried: each };
  const at = unreadableAt(work);
  return at !== null && (found === null || at < found.at) ? { kind: "unreadable", at } : found;
}
