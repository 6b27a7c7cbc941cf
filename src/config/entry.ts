import type { At, ParsedFile } from "./parsed-file.ts";
import type { PathPart, Problem } from "./problem.ts";

/** One route, owner, monitor or silence of a file. `raw` is null where its shape is broken: it is known by name only. */
export interface Entry<Raw> {
  readonly file: ParsedFile;
  readonly path: readonly PathPart[];
  readonly name: string;
  readonly raw: Raw | null;
}

/** Takes a problem of an entry; `path` starts at the entry. */
export type Complain = (path: readonly PathPart[], at: At, problem: Problem) => void;

/** The names that others may refer to. */
export interface KnownNames {
  readonly owners: ReadonlySet<string>;
  readonly routes: ReadonlySet<string>;
}
