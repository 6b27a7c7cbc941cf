import type { Comparison } from "../../domain/probe.ts";
import type { RawComparison } from "../shape/probe.ts";

/** What is asked of a value; `maxAge` may be said beside it, too. */
export function buildComparison(raw: RawComparison | undefined, maxAge?: number): Comparison {
  return {
    min: raw?.min ?? null,
    max: raw?.max ?? null,
    equals: raw?.equals ?? null,
    matches: raw?.matches ?? null,
    maxAgeMs: raw?.maxAge ?? maxAge ?? null,
  };
}

/** Without any of these a comparison says nothing. */
export function asksNothing(raw: RawComparison | undefined): boolean {
  return raw === undefined || Object.values(raw).every((each) => each === undefined);
}
