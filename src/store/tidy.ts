import { ok, type Result } from "../base/result.ts";
import type { Run } from "../domain/run.ts";
import type { StoreFailure } from "./failure.ts";
import { findDead, markLost, type LostQuestion } from "./lost-mark.ts";
import type { SpoolPlace } from "./spool-places.ts";
import { takeIn, type TakenIn, type TakeOptions } from "./spool-take.ts";
import type { Store } from "./store.ts";

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
