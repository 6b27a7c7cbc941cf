import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Run } from "../domain/run.ts";
import { hasOverdueProofs, settleOverdueProofs } from "./evidence-settle.ts";
import type { StoreFailure } from "./failure.ts";
import { findDead, markLost, type LostQuestion } from "./lost-mark.ts";
import type { SpoolPlace } from "./spool-places.ts";
import { takeIn, type TakenIn, type TakeOptions } from "./spool-take.ts";
import { attempt, transact, type Store } from "./store.ts";

export type TidyQuestion = TakeOptions & LostQuestion;

export interface Tidied {
  readonly takenIn: TakenIn;
  /** Found lost now. */
  readonly lost: readonly Run[];
}

/**
 * Takes in what waits in the spool, then notes which runs are lost: those whose recorder was dead
 * before the spool was last looked through, since until then it may have left their end there.
 */
export function tidy(
  store: Store,
  places: readonly SpoolPlace[],
  question: TidyQuestion,
): Result<Tidied, StoreFailure> {
  const first = takeIn(store, places, question);
  if (!first.ok) return first;
  const settled = settleOverdue(store, question.now);
  if (!settled.ok) return settled;
  if (!isAll(first.value)) return ok({ takenIn: first.value, lost: [] });
  const dead = findDead(store, question);
  if (!dead.ok) return dead;
  if (dead.value.length === 0) return ok({ takenIn: first.value, lost: [] });
  const second = takeIn(store, places, question);
  if (!second.ok) return second;
  const takenIn = both(first.value, second.value);
  if (!isAll(second.value)) return ok({ takenIn, lost: [] });
  const lost = markLost(store, dead.value, question);
  return lost.ok ? ok({ takenIn, lost: lost.value }) : lost;
}

/** Runs whose evidence has not come in its time, by what is known with the spool taken in. */
function settleOverdue(store: Store, now: EpochMilliseconds): Result<void, StoreFailure> {
  const overdue = attempt(store, () => hasOverdueProofs(store, now));
  if (!overdue.ok || !overdue.value) return overdue.ok ? ok(undefined) : overdue;
  return transact(store, () => {
    settleOverdueProofs(store, now);
    return ok(undefined);
  });
}

function isAll({ more, hidden }: TakenIn): boolean {
  return !more && !hidden;
}

function both(first: TakenIn, second: TakenIn): TakenIn {
  return {
    ...second,
    recorded: first.recorded + second.recorded,
    known: first.known + second.known,
    setAside: [...first.setAside, ...second.setAside],
  };
}
