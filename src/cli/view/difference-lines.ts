import type { Json, JsonObject } from "../../base/json.ts";
import type { Difference } from "../../domain/difference.ts";
import type { Drift } from "../../domain/drift.ts";
import type { Explanation } from "../../domain/explain.ts";

/** One a line, so that each is seen. */
export function differenceLines({
  differences,
  compared,
}: Pick<Explanation, "differences" | "compared">): string {
  if (!compared) return "no good run is known to compare with";
  if (differences.length === 0) return "nothing that is known";
  return differences.map(({ text }) => text).join("\n");
}

/** Beside what else a run says of itself. */
export function comparedToJson(compared: {
  readonly differences: readonly Difference[] | null;
  readonly drifts: readonly Drift[];
}): JsonObject {
  const { differences, drifts } = compared;
  return {
    ...(differences === null ? {} : { differences: differences.map(differenceToJson) }),
    drift: drifts.map(driftToJson),
  };
}

export function driftToJson({ name, value, usual, runs, rhythm }: Drift): Json {
  return { name, value, usual, runs, rhythm };
}

export function differenceToJson({ kind, text }: Difference): Json {
  return { kind, text };
}
