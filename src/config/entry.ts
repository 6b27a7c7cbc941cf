import type { At, ParsedFile } from "./parsed-file.ts";
import type { PathPart, Problem } from "./problem.ts";

/** One route, owner, monitor or silence of a file. */
export interface Entry<Raw> {
  readonly file: ParsedFile;
  readonly path: readonly PathPart[];
  readonly name: string;
  /** Null where its shape is broken. */
  readonly raw: Raw | null;
  /** What is sound of a broken one: enough to check the names it refers to, and no more. */
  readonly rest: Raw | null;
}

/** Takes a problem of an entry; `path` starts at the entry. */
export type Complain = (path: readonly PathPart[], at: At, problem: Problem) => void;
