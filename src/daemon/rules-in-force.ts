import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { CompiledFailure } from "../config/compiled.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { WatchStore } from "../store/watch.ts";
import type { Begun } from "../store/watcher.ts";
import { makeRules, readRules, type Rules } from "./rules.ts";

/** The rules that a watcher goes by, read anew when another config is in force. */
export interface RulesInForce {
  readonly host: string;
  /** So late whoever watches may start a job without fault of the job's. */
  readonly startsWithin: Milliseconds;
  rules: Rules;
  /** Why the config in force is not what `rules` say. */
  failure: CompiledFailure | null;
}

export function noRulesYet(host: string, startsWithin: Milliseconds = 0): RulesInForce {
  return { host, startsWithin, rules: makeRules(0, null, host, startsWithin), failure: null };
}

/** A crontab has a pass come by once a minute, and what it starts takes a while to begin. */
const passesComeWithin: Milliseconds = 90_000;

/** For a pass: where a daemon watches as well, that one starts in time. */
export function noRulesOfPassYet(host: string, begun: Begun): RulesInForce {
  return noRulesYet(host, begun.kind === "held" ? 0 : passesComeWithin);
}

/** Reads the config in force, where it is another one. */
export async function refreshRules(
  watch: WatchStore,
  known: RulesInForce,
): Promise<Result<void, StoreFailure>> {
  const number = await watch.configNumber();
  if (!number.ok) return number;
  if (number.value === known.rules.number) return ok(undefined);
  const config = await watch.config();
  if (!config.ok) return config;
  const rules = readRules(config.value, known.host, known.startsWithin);
  known.failure = rules.ok ? null : rules.failure;
  // Without its rules the old ones go on, under the new number: they are the best that is known.
  known.rules = rules.ok ? rules.value : { ...known.rules, number: number.value };
  return ok(undefined);
}
