import type { LuotaError } from "./luota-error.ts";

export interface LuotaOptions {
  /** The store's file; else `$LUOTA_STORE`, else where the `luota` command finds it. */
  readonly store?: string | undefined;
  /** Throw what goes wrong with a record. Unless set, nothing that luota does fails its job. */
  readonly strict?: boolean | undefined;
  /** Hears of every record that did not simply go into the store; else a process warning tells, once for each kind. */
  readonly onError?: ((error: LuotaError) => void) | undefined;
  /** Values and patterns to be kept out of every record, beside what the environment holds. */
  readonly redact?: readonly (string | RegExp)[] | undefined;
}

export interface RunOptions {
  /**
   * The id of the event that causes the run, as its provider names it. The same id again is the same
   * run, unless that one ended badly: then it is the event's next attempt.
   */
  readonly externalRunId?: string | undefined;
  /** What the run works on: anything that JSON can tell; secrets in it are removed. */
  readonly payload?: unknown;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** The deployed commit; else as the environment or the checkout says. */
  readonly sha?: string | undefined;
  /** For which due moment it runs: a date, epoch milliseconds or ISO 8601. */
  readonly slot?: Date | number | string | undefined;
  /**
   * Another process will tell the end, so that the death of this one says nothing. Unless set, a run
   * whose process dies before its end is found `lost`.
   */
  readonly endsElsewhere?: boolean | undefined;
}

export interface StartOptions extends RunOptions {
  readonly monitor: string;
}

export interface StartedRun {
  readonly id: string;
  readonly monitor: string;
  /** The event was heard before, and its run goes on or went well: this is that run. */
  readonly repeated: boolean;
}

export interface SuccessOptions {
  /** One line about it. */
  readonly summary?: string | undefined;
}

export interface FailureOptions extends SuccessOptions {
  /** What was thrown; its stack and causes are kept. */
  readonly error?: unknown;
}

export interface BeatOptions extends SuccessOptions {
  readonly payload?: unknown;
}

export interface LogOptions {
  /** The run it belongs to; else the one that `wrap` is in, else `$LUOTA_RUN_ID`. */
  readonly run?: string | undefined;
}

export interface EvidenceOptions {
  /** Whether the step was proven (`good` unless said), disproven, or could not be told. */
  readonly state?: "good" | "bad" | "unknown" | undefined;
  /** What the provider answered, word for word. */
  readonly receipt?: string | undefined;
  /** One line about it. */
  readonly note?: string | undefined;
  /** Files that prove it: size, time and SHA-256 are kept, never their content. */
  readonly files?: readonly string[] | undefined;
}

/** A run inside of `wrap`. */
export interface WrappedRun extends StartedRun {
  readonly evidence: (step: string, data?: unknown, options?: EvidenceOptions) => Promise<void>;
  readonly log: (text: string) => Promise<void>;
}

export interface WrapOptions<Value> extends Omit<RunOptions, "endsElsewhere"> {
  /** One line about a run that went well. */
  readonly summary?: string | ((value: Value) => string) | undefined;
}
