import type { EpochMilliseconds } from "../base/time.ts";
import { healthyOutput } from "../domain/retention-output.ts";
import { cutsAt, wholeOutputMs, type RetentionRules } from "../domain/retention.ts";
import type { Actor } from "../domain/audit.ts";
import { carryOut } from "./prune-act.ts";
import { cutOutputs, planOutputs, type OutputsQuestion } from "./prune-outputs.ts";
import { planPruning } from "./prune-plan.ts";
import type { PruneCounts, PruneMemory } from "./prune-progress.ts";
import {
  countSlots,
  dropSlots,
  planReadings,
  planSignals,
  type AgingQuestion,
} from "./prune-signals.ts";
import { prepare, type Store } from "./store.ts";

export interface PruneContext {
  readonly rules: RetentionRules;
  readonly now: EpochMilliseconds;
  readonly by: Actor;
  /** How many rows to look at in one step. */
  readonly limit: number;
  /** Somebody watches this store, so that what nobody judged yet is still to be judged. */
  readonly judged: boolean;
}

/** Whether a step only looks, which keeps nobody from writing, or acts, in a transaction. */
export type PruneMode = "look" | "act";

/** What one step of a phase came to. */
export interface PhaseStep {
  readonly counts: Partial<PruneCounts>;
  readonly after: number;
  readonly done: boolean;
}

/** The outputs of healthy runs that are no longer news; each is looked at once. */
export function stepOutputs(
  store: Store,
  memory: PruneMemory,
  context: PruneContext,
  mode: PruneMode,
): PhaseStep {
  const { now, limit } = context;
  const before = now - wholeOutputMs;
  const after = memory.progress.cutAfter;
  const question = { after, limit, before, most: healthyOutput, sparing: null };
  return cut(store, question, context, mode);
}

/** A store over its size: the outputs of all healthy runs but the latest ones, wholly. */
export function stepPressed(
  store: Store,
  memory: PruneMemory,
  context: PruneContext,
  mode: PruneMode,
): PhaseStep {
  const { now, limit, rules } = context;
  const sparing = { keepRuns: rules.keepRuns, book: memory.book };
  const question = { after: memory.progress.after, limit, before: now, most: 0, sparing };
  return cut(store, question, context, mode);
}

function cut(
  store: Store,
  question: OutputsQuestion,
  { now, by }: PruneContext,
  mode: PruneMode,
): PhaseStep {
  const { cuts, upTo, done } = planOutputs(store, question);
  if (mode === "act") cutOutputs(store, cuts, { now, by, most: question.most });
  return { counts: { outputs: cuts.length }, after: upTo, done };
}

export function stepChain(
  store: Store,
  memory: PruneMemory,
  context: PruneContext,
  mode: PruneMode,
): PhaseStep {
  const { after, pressure } = memory.progress;
  const plan = planPruning(store, { ...context, book: memory.book, after, pressure });
  const why = pressure === "none" ? "age" : "size";
  const counts =
    mode === "act"
      ? carryOut(store, plan, { now: context.now, by: context.by, why })
      : { events: plan.events.length };
  return { counts, after: plan.upTo, done: plan.done };
}

export function stepSignals(
  store: Store,
  memory: PruneMemory,
  context: PruneContext,
  mode: PruneMode,
): PhaseStep {
  const question = agingQuestion(memory.signals, memory, context);
  const { numbers, upTo, done } = planSignals(store, question);
  const drop = prepare(store, "DELETE FROM signals WHERE number = ?");
  if (mode === "act") for (const number of numbers) drop.run(number);
  return { counts: { signals: numbers.length }, after: upTo, done };
}

export function stepReadings(
  store: Store,
  memory: PruneMemory,
  context: PruneContext,
  mode: PruneMode,
): PhaseStep {
  const question = agingQuestion(memory.readings, memory, context);
  const { numbers, upTo, done } = planReadings(store, question);
  const drop = prepare(store, "DELETE FROM readings WHERE number = ?");
  if (mode === "act") for (const number of numbers) drop.run(number);
  return { counts: { readings: numbers.length }, after: upTo, done };
}

export function agingQuestion(
  latest: Map<number, EpochMilliseconds>,
  { progress }: Pick<PruneMemory, "progress">,
  { rules, now, limit, judged }: PruneContext,
): AgingQuestion {
  const before = cutsAt(rules, now, "none").evidence;
  return { after: progress.after, limit, before, keepRuns: rules.keepRuns, judged, latest };
}

/** Monitor by monitor. */
export function stepSlots(
  store: Store,
  memory: PruneMemory,
  context: PruneContext,
  mode: PruneMode,
): PhaseStep {
  const { after } = memory.progress;
  const before = cutsAt(context.rules, context.now, "none").incidents;
  const select = "SELECT number FROM monitors WHERE number > ? ORDER BY number LIMIT 50";
  const monitors = prepare(store, select).all(after) as [number][];
  let slots = 0;
  let upTo = after;
  for (const [monitor] of monitors) {
    const limit = context.limit - slots;
    const question = { monitor, before, limit };
    slots += mode === "act" ? dropSlots(store, question) : countSlots(store, question);
    if (slots >= context.limit) break;
    upTo = monitor;
  }
  return { counts: { slots }, after: upTo, done: monitors.length === 0 };
}
