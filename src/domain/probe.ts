import type { Milliseconds } from "../base/duration.ts";
import type { TextOrSecret } from "./secret-reference.ts";

/** A plain value that a probe may find. */
export type Scalar = string | number | boolean | null;

/** What must be true of a number; null where nothing is asked. */
export interface NumberRange {
  readonly min: number | null;
  readonly max: number | null;
}

/** What must be true of one value; null where nothing is asked. A time may be compared by its age. */
export interface Comparison extends NumberRange {
  readonly equals: Exclude<Scalar, null> | null;
  /** A regular expression. */
  readonly matches: string | null;
  readonly maxAgeMs: Milliseconds | null;
}

/** What must and must not be found in a text: regular expressions, with `^` and `$` at every line. */
export interface TextExpectation {
  readonly matches: string | null;
  readonly not: string | null;
}

interface Looking {
  /** Of each attempt. */
  readonly timeoutMs: Milliseconds;
  /** So often it is looked before a reading counts that is not good. */
  readonly attempts: number;
}

export interface FileProbe extends Looking {
  readonly kind: "file";
  /** An absolute path, perhaps with `*` and `?`; the newest match counts. */
  readonly pattern: string;
  readonly expect: {
    readonly maxAgeMs: Milliseconds | null;
    /** It must have been written since the run began that it is looked at for. */
    readonly newerThanRun: boolean;
    /** Bytes. */
    readonly minSize: number | null;
    readonly maxSize: number | null;
    /** Of the matches. Null: at least one. */
    readonly count: NumberRange | null;
    /** In hex. */
    readonly sha256: string | null;
    readonly content: TextExpectation;
  };
}

export interface CommandProbe extends Looking {
  readonly kind: "command";
  /** A line for the shell, or a program with its arguments. */
  readonly command: string | readonly string[];
  readonly expect: {
    readonly exitCodes: readonly number[];
    readonly output: TextExpectation;
    /** Of the number or time that it prints. */
    readonly value: Comparison | null;
  };
}

/** `Secret`: as it is known, by its place in the config or by its value in a process that looks. */
export interface HttpProbe<Secret = TextOrSecret> extends Looking {
  readonly kind: "http";
  readonly url: Secret;
  readonly method: "GET" | "HEAD" | "POST";
  readonly headers: Readonly<Record<string, Secret>>;
  readonly body: string | null;
  /** So many redirects are followed. */
  readonly redirects: number;
  readonly expect: {
    /** Empty: any from 200 to 299. */
    readonly status: readonly number[];
    /** Regular expressions, by the names of headers. */
    readonly headers: Readonly<Record<string, string>>;
    readonly json: readonly JsonExpectation[];
    readonly body: TextExpectation;
    readonly withinMs: Milliseconds | null;
    /** So many days its certificate must still be valid. */
    readonly certificateDays: number | null;
  };
}

export interface JsonExpectation {
  /** As `parseJsonPath` takes it. */
  readonly path: string;
  readonly value: Comparison;
}

export interface SqlProbe<Secret = TextOrSecret> extends Looking {
  readonly kind: "sql";
  readonly database:
    | { readonly kind: "sqlite"; readonly path: string }
    /** `connection`: a URL or `key=value` words, as libpq takes them. */
    | { readonly kind: "postgres"; readonly connection: Secret };
  /** It answers with one value. */
  readonly query: string;
  readonly expect: { readonly value: Comparison };
}

/** What luota itself looks at, and what must be true of it. */
export type Probe<Secret = TextOrSecret> =
  FileProbe | CommandProbe | HttpProbe<Secret> | SqlProbe<Secret>;

/** A probe with its secrets at hand. It is never kept. */
export type ResolvedProbe = Probe<string>;
