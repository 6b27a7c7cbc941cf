import type { ContextProblem } from "../problem.ts";

/** Keys that don't go together; without a cure one of them has to go. */
export function conflict(
  keys: readonly string[],
  why: string,
  cure: string | null = null,
): ContextProblem {
  return { kind: "conflict", keys, why, cure };
}
