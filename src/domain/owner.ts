import type { Milliseconds } from "../base/duration.ts";

/** A later, louder step for an incident that nobody acknowledged. */
export interface Escalation {
  /** Counted from the opening of the incident. */
  readonly afterMs: Milliseconds;
  readonly routes: readonly string[];
}

/** Whoever answers for a promise. */
export interface Owner {
  /** The key in the config, by which monitors name this owner. */
  readonly name: string;
  /** The name that people read; the key where nothing else is given. */
  readonly title: string;
  /** Names of routes. Empty: incidents are kept and shown, but nobody is told. */
  readonly routes: readonly string[];
  /** Null: never. */
  readonly remindMs: Milliseconds | null;
  /** In the order of `afterMs`. */
  readonly escalate: readonly Escalation[];
}
