import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { CompiledFailure } from "../config/compiled.ts";
import type { Actor } from "../domain/audit.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { NumberedIncident } from "../store/incident-row.ts";
import type { Committed, MonitorCommit, TickCommit } from "../store/tick-facts.ts";
import type { WatchStore } from "../store/watch.ts";
import { decide } from "./decide.ts";
import { refreshRules, type RulesInForce } from "./rules-in-force.ts";

export interface JudgedAll {
  /** How many monitors were looked at. */
  readonly judged: number;
  /** As they are now, in the order of their changes. */
  readonly incidents: readonly NumberedIncident[];
  /** Monitors on which the judge failed in a way that was not told yet; the others go on. */
  readonly failures: readonly JudgeFailure[];
  /** The config in force can't be read by this luota: it judged by the one before, or by none. */
  readonly unreadableConfig: CompiledFailure | null;
  /** There is more to judge than fits into one tick. */
  readonly more: boolean;
}

export interface JudgeFailure {
  readonly monitor: string;
  readonly error: string;
}

/** So many monitors are kept by one transaction, so that wrappers need not wait long for their turn. */
const mostAtOnce = 50;
/** So many passes are one tick at most. */
const mostPasses = 40;

/** Judges every monitor that is due or heard, some at a time, until none is left. */
export async function judgeAll(
  watch: WatchStore,
  scene: { readonly rules: RulesInForce; readonly actor: Actor },
  now: EpochMilliseconds,
): Promise<Result<JudgedAll, StoreFailure>> {
  const done = new Set<number>();
  const refusals = new Map<number, number>();
  const incidents: NumberedIncident[] = [];
  const failures: JudgeFailure[] = [];
  let more = true;
  for (let pass = 0; more && pass < mostPasses; pass += 1) {
    const refreshed = await refreshRules(watch, scene.rules);
    if (!refreshed.ok) return refreshed;
    const { rules } = scene.rules;
    const question = { now, config: rules.number, watch: rules.watch, limit: mostAtOnce };
    const read = await watch.facts({ ...question, except: done });
    if (!read.ok) return read;
    const facts = read.value;
    if (facts.kind === "other-config") continue;
    const commit = decide(facts, { rules, actor: scene.actor, now, refusals });
    const kept = await watch.commit(commit);
    if (!kept.ok) return kept;
    incidents.push(...kept.value.incidents);
    failures.push(...toldNow(commit, kept.value));
    for (const number of settledBy(commit, kept.value)) done.add(number);
    for (const number of refusedBy(commit, kept.value))
      refusals.set(number, (refusals.get(number) ?? 0) + 1);
    more = facts.monitors.length > 0;
  }
  const unreadableConfig = scene.rules.failure;
  return ok({ judged: done.size, incidents, failures, unreadableConfig, more });
}

/** Those that need no further look in this tick: kept whole, or failed. */
function settledBy(commit: TickCommit, kept: Committed): readonly number[] {
  const isWhole = ({ dueAt }: MonitorCommit) => dueAt === null || dueAt > commit.now;
  const whole = commit.monitors.filter(isWhole).map((each) => each.monitor.number);
  const failed = commit.failed.map((each) => each.monitor.number);
  return [...whole.filter((number) => kept.monitors.includes(number)), ...failed];
}

function refusedBy(commit: TickCommit, kept: Committed): readonly number[] {
  const numbers = commit.monitors.map((each) => each.monitor.number);
  return numbers.filter((number) => !kept.monitors.includes(number));
}

function toldNow(commit: TickCommit, kept: Committed): readonly JudgeFailure[] {
  return commit.failed
    .filter((each) => kept.failed.includes(each.monitor.number))
    .map(({ monitor, error }) => ({ monitor: monitor.name, error }));
}
