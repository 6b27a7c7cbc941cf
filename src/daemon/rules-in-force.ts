import { ok, type Result } from "../base/result.ts";
import type { CompiledFailure } from "../config/compiled.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { WatchStore } from "../store/watch.ts";
import { makeRules, readRules, type Rules } from "./rules.ts";

/** The rules that a watcher goes by, read anew when another config is in force. */
export interface RulesInForce {
  readonly host: string;
  rules: Rules;
  /** Why the config in force is not what `rules` say. */
  failure: CompiledFailure | null;
}

export function noRulesYet(host: string): RulesInForce {
  return { host, rules: makeRules(0, null, host), failure: null };
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
  const rules = readRules(config.value, known.host);
  known.failure = rules.ok ? null : rules.failure;
  // Without its rules the old ones go on, under the new number: they are the best that is known.
  known.rules = rules.ok ? rules.value : { ...known.rules, number: number.value };
  return ok(undefined);
}
