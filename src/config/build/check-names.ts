import type { Complain } from "../entry.ts";
import type { PathPart } from "../problem.ts";
import { listOf } from "../shape/section.ts";

/** Complains of names that nobody has. `given` is what stands at `path`: a name, or a list of them. */
export function checkKnown(
  noun: "owner" | "route" | "monitor",
  given: string | readonly string[] | undefined,
  known: ReadonlySet<string>,
  path: readonly PathPart[],
  complain: Complain,
): void {
  for (const [index, name] of listOf(given).entries()) {
    if (known.has(name)) continue;
    const problem = { kind: "unknown-name", noun, read: name, known: [...known] } as const;
    complain(itemPath(given, path, index), "value", problem);
  }
}

/** Complains of names that stand in one list twice. */
export function checkTwice(
  noun: string,
  given: string | readonly string[] | undefined,
  path: readonly PathPart[],
  complain: Complain,
): void {
  const names = listOf(given);
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) === index) continue;
    const problem = { kind: "duplicate", noun, read: name, first: null } as const;
    complain(itemPath(given, path, index), "value", problem);
  }
}

/** The items of a list have places of their own; a single name stands at the key. */
function itemPath(
  given: string | readonly string[] | undefined,
  path: readonly PathPart[],
  index: number,
): readonly PathPart[] {
  return typeof given === "string" ? path : [...path, index];
}
