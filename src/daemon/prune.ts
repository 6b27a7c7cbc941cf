import { formatSize } from "../base/size.ts";
import { ok, type Result } from "../base/result.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { usualRetention, type RetentionRules } from "../domain/retention.ts";
import type { Actor } from "../domain/audit.ts";
import type { StoreFailure } from "../store/failure.ts";
import {
  addCounts,
  isNothing,
  nothingPruned,
  recallPruning,
  writeProgress,
  type PruneCounts,
} from "../store/prune-progress.ts";
import { pruneStep } from "../store/prune.ts";
import { readSpace } from "../store/store-space.ts";
import { attempt, setWait, type Store } from "../store/store.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import { createPruneSteps } from "./prune-steps.ts";

/** All is looked through so often. */
const sweepEvery: Milliseconds = 3_600_000;

/** So long a step waits for others who write; else it is tried again. */
const patience: Milliseconds = 20;

/** Takes away what was kept long enough, a little at a time. */
export interface Pruner {
  /** Does one step, where it is time for one. */
  readonly turn: () => void;
  readonly nextAt: () => EpochMilliseconds;
  /** Keeps how far it came, for whoever goes on. */
  readonly keep: () => void;
}

export interface PruneWorld {
  readonly clock: Clock;
  readonly log: Log;
  readonly actor: Actor;
  /** A watcher that has just begun has better things to do. */
  readonly firstAfterMs: Milliseconds;
  readonly describeStoreFailure: (failure: StoreFailure) => string;
}

export function createPruner(
  store: Store,
  retention: () => RetentionRules | undefined,
  { clock, log, actor, firstAfterMs, describeStoreFailure }: PruneWorld,
): Result<Pruner, StoreFailure> {
  const recalled = attempt(store, () => recallPruning(store));
  if (!recalled.ok) return recalled;
  const memory = recalled.value;
  const steps = createPruneSteps();
  const begunAt = clock.wall() + firstAfterMs;
  let nextAt = Math.max(begunAt, (memory.progress.sweptAt ?? 0) + sweepEvery);
  if (memory.progress.phase !== "outputs" || memory.progress.after > 0) nextAt = begunAt;
  let gone = nothingPruned;
  let wasOver = memory.progress.over;
  const turn = (): void => {
    const now = clock.wall();
    if (now < nextAt && nextAt - now <= sweepEvery) return;
    const rules = retention() ?? usualRetention;
    const before = clock.monotonic();
    const context = { rules, now, by: actor, limit: steps.limit(), judged: true };
    const step = patiently(store, () => pruneStep(store, memory, context));
    nextAt = now + steps.took(clock.monotonic() - before, !step.ok || step.value.wrote);
    if (!step.ok && step.failure.kind === "locked") return;
    if (!step.ok) {
      // Nothing else waits for this.
      log(
        "warn",
        "prune-failed",
        `nothing is pruned for now: ${describeStoreFailure(step.failure)}`,
      );
      nextAt = now + sweepEvery;
      return;
    }
    gone = addCounts(gone, step.value.counts);
    if (!step.value.swept) return;
    nextAt = now + sweepEvery;
    tellSweep(log, gone);
    if (memory.progress.over && !wasOver) tellOver(log, store, rules);
    wasOver = memory.progress.over;
    gone = nothingPruned;
  };
  const keep = () => {
    attempt(store, () => {
      writeProgress(store, memory.progress);
    });
  };
  return ok({ turn, nextAt: () => nextAt, keep });
}

/** The others' writes go first. */
export function patiently<Value>(store: Store, work: () => Value): Value {
  const wait = store.waitMs;
  setWait(store, patience);
  try {
    return work();
  } finally {
    setWait(store, wait);
  }
}

function tellSweep(log: Log, gone: PruneCounts): void {
  if (isNothing(gone)) return;
  const told = Object.entries(gone).filter(([, count]) => count > 0);
  const words = told.map(([what, count]) => `${count} ${what}`).join(", ");
  log("info", "pruned", `kept long enough, and gone now: ${words}`, { ...gone });
}

function tellOver(log: Log, store: Store, { maxSize }: RetentionRules): void {
  const { used } = readSpace(store);
  const message = `the store holds ${formatSize(used)}, more than its ${formatSize(maxSize)}, and all of it must stay: raise retention.maxSize, or keep less`;
  log("warn", "over-size", message, { used, maxSize });
}
