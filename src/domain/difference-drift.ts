import type { Difference } from "./difference.ts";
import type { Drift } from "./drift.ts";
import { driftWords } from "./words/drift.ts";

/** Numbers far from what many healthy runs have tell more than one run's difference from another. */
export function driftDifferences(drifts: readonly Drift[]): Difference[] {
  return drifts.map((drift, index) => ({
    kind: "drift",
    weight: Math.max(70, 97 - index),
    text: driftWords(drift),
  }));
}

/** The same number is not told twice. */
export function withoutDrifts(
  measured: readonly Difference[],
  drifts: readonly Drift[],
): readonly Difference[] {
  return measured.filter(({ kind, text }) =>
    drifts.every(({ name }) => {
      if (kind === "duration") return name !== "duration";
      return kind !== "output" && kind !== "evidence" ? true : !text.startsWith(`${name} `);
    }),
  );
}
