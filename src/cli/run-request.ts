import type { Milliseconds } from "../base/duration.ts";
import type { Json } from "../base/json.ts";
import type { NameFailure } from "../domain/monitor-name.ts";

/** What `luota run` was asked to do. */
export interface RunArguments {
  /** Null where the name given is no name: the job then runs unrecorded. */
  readonly monitor: string | null;
  readonly command: RunCommand;
  readonly quiet: boolean;
  readonly overlap: boolean;
  readonly timeoutMs: Milliseconds | null;
  readonly killAfterMs: Milliseconds | null;
  readonly capture: "both" | "stderr" | "none";
  readonly sha: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly payload: PayloadSource;
  readonly externalId: string | null;
  readonly summary: string | null;
  readonly store: string | null;
  /** What was wrong but does not keep the job from running: each is one line on stderr. */
  readonly warnings: readonly RunComplaint[];
}

export type RunCommand =
  | { readonly kind: "argv"; readonly words: readonly string[] }
  | { readonly kind: "shell"; readonly line: string };

export type PayloadSource =
  | { readonly kind: "none" }
  | { readonly kind: "value"; readonly value: Json }
  | { readonly kind: "file"; readonly path: string };

export type RunComplaint =
  | { readonly kind: "no-name" }
  | { readonly kind: "no-command"; readonly monitor: string }
  | { readonly kind: "unknown-option"; readonly option: string }
  | { readonly kind: "missing-value"; readonly option: string }
  | { readonly kind: "unwanted-value"; readonly option: string }
  | {
      readonly kind: "bad-value";
      readonly option: string;
      readonly value: string;
      readonly allowed: string;
    }
  | { readonly kind: "payload-not-json"; readonly value: string }
  | { readonly kind: "shell-and-command"; readonly word: string }
  | NameFailure;

export type RunRequest =
  { readonly kind: "help" } | { readonly kind: "run"; readonly run: RunArguments };
