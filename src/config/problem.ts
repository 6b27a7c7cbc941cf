import type { Place } from "./source.ts";

/** Everything that can be wrong with a config, each with what its message needs. */
export type Problem = YamlProblem | ValueProblem | ContextProblem;

/** What is wrong with a file as YAML. */
export type YamlProblem =
  | { readonly kind: "unreadable"; readonly reason: string }
  | { readonly kind: "not-utf8" }
  | { readonly kind: "too-large"; readonly bytes: number; readonly most: number }
  | { readonly kind: "empty-file" }
  | { readonly kind: "not-a-mapping"; readonly found: string }
  | { readonly kind: "many-documents" }
  | { readonly kind: "too-many-nodes"; readonly aliased: boolean }
  | { readonly kind: "too-deep" }
  | { readonly kind: "unknown-alias"; readonly name: string }
  | { readonly kind: "tab" }
  | { readonly kind: "unquoted-start"; readonly character: string }
  | { readonly kind: "unquoted-colon" }
  | { readonly kind: "unclosed-quote" }
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "odd-key"; readonly found: string }
  | { readonly kind: "merge-key" }
  | { readonly kind: "yaml"; readonly said: string };

/** What is wrong with one key or value by itself. */
export type ValueProblem =
  | { readonly kind: "wrong-type"; readonly expected: string; readonly found: string }
  | { readonly kind: "missing"; readonly expected: string }
  | { readonly kind: "unknown-key"; readonly key: string; readonly allowed: readonly string[] }
  | { readonly kind: "main-file-only"; readonly key: string }
  | { readonly kind: "unknown-word"; readonly read: string; readonly allowed: readonly string[] }
  | { readonly kind: "bad-duration"; readonly read: string; readonly guess: string | null }
  | { readonly kind: "bad-size"; readonly read: string }
  | {
      readonly kind: "out-of-range";
      readonly read: string;
      readonly least: string;
      /** Null: anything larger will do. */
      readonly most: string | null;
    }
  | { readonly kind: "sub-second-cadence"; readonly read: string }
  | {
      readonly kind: "bad-form";
      readonly read: string;
      readonly expected: string;
      readonly example: string | null;
    }
  | { readonly kind: "bad-regex"; readonly read: string; readonly said: string }
  /** `span` is the bad part, counted from the first character of the expression. */
  | {
      readonly kind: "bad-cron";
      readonly said: string;
      readonly span: { readonly at: number; readonly length: number };
    }
  | { readonly kind: "unknown-zone"; readonly read: string; readonly nearest: string | null }
  /** The value itself is never quoted. */
  | { readonly kind: "literal-secret"; readonly what: string; readonly variable: string }
  /** A header that luota or the connection itself sets. */
  | { readonly kind: "reserved-header"; readonly read: string }
  | { readonly kind: "unknown-place"; readonly read: string; readonly known: readonly string[] }
  | { readonly kind: "bad-template"; readonly said: string }
  | { readonly kind: "empty-list" };

/** What is wrong with values together. */
export type ContextProblem =
  | {
      readonly kind: "unknown-name";
      readonly noun: "owner" | "route" | "monitor";
      readonly read: string;
      readonly known: readonly string[];
    }
  | {
      readonly kind: "duplicate";
      readonly noun: string;
      readonly read: string;
      readonly first: Place | null;
    }
  | { readonly kind: "name-taken"; readonly read: string; readonly by: string }
  /** `cure` is null where one of the keys has to go. */
  | {
      readonly kind: "conflict";
      readonly keys: readonly string[];
      readonly why: string;
      readonly cure: string | null;
    }
  | { readonly kind: "needs-one-of"; readonly keys: readonly string[] }
  /** The key has no effect as long as `needed` is not there. */
  | { readonly kind: "no-effect"; readonly key: string; readonly needed: string }
  | { readonly kind: "reserved-variable"; readonly read: string }
  /** A step is called as luota calls one of `expect:`. */
  | { readonly kind: "name-of-luota"; readonly read: string }
  /** A step of a monitor that is to be proven by that monitor. */
  | { readonly kind: "proves-itself"; readonly read: string };

/** What is worth a word, though the config works. */
export type Note =
  | { readonly kind: "no-promise"; readonly monitor: string }
  | { readonly kind: "promise-repeats-name"; readonly monitor: string; readonly promise: string }
  | { readonly kind: "no-owner"; readonly monitor: string; readonly owners: readonly string[] }
  | { readonly kind: "owner-without-routes"; readonly owner: string }
  | { readonly kind: "unused-route"; readonly route: string }
  | {
      readonly kind: "longer-than-gap";
      readonly monitor: string;
      readonly key: "grace" | "timeout" | "finishWithin";
      readonly lengthMs: number;
      readonly gapMs: number;
    }
  | { readonly kind: "timeout-before-finish"; readonly monitor: string }
  | { readonly kind: "nothing-starts-it"; readonly monitor: string }
  | {
      readonly kind: "silence-fits-nothing";
      readonly read: string;
      readonly known: readonly string[];
    };

export type PathPart = string | number;

/** A problem or a note, and where it is. `path` leads to the value: `["monitors", "x", "every"]`. */
export interface Located<What> {
  readonly place: Place;
  readonly path: readonly PathPart[];
  readonly what: What;
}

export type ConfigFailure = Located<Problem>;
export type ConfigNote = Located<Note>;
