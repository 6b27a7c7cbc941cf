import type { Json } from "../../base/json.ts";
import type { Difference } from "../../domain/difference.ts";
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

export function differenceToJson({ kind, text }: Difference): Json {
  return { kind, text };
}
