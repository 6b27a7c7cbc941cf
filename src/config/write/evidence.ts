import { unreachable } from "../../base/unreachable.ts";
import { isExpected, type EvidenceStep } from "../../domain/evidence-step.ts";
import { writeDuration, writeSize } from "../units.ts";
import { said, type Plain, type PlainMap } from "./plain.ts";
import { writeProbe } from "./probe.ts";

/** The steps as `evidence:` and `expect:` have them. */
export function writeEvidence(steps: readonly EvidenceStep[]): PlainMap {
  const expected = steps.filter(isExpected);
  const artifacts: PlainMap[] = [];
  let expect: PlainMap = {};
  for (const { proof } of expected) {
    if (proof.kind === "probe") artifacts.push(writeProbe(proof.probe));
    else expect = { ...expect, ...writeExpected(proof) };
  }
  const evidence = steps.filter((step) => !isExpected(step)).map(writeStep);
  return said({ evidence, expect: said({ ...expect, artifacts }) });
}

function writeStep(step: EvidenceStep): Plain {
  const { name, withinMs } = step;
  const asked = said({
    ...writeProof(step.proof),
    within: withinMs === null ? null : writeDuration(withinMs),
  });
  return Object.keys(asked).length === 0 ? name : { [name]: asked };
}

function writeProof(proof: EvidenceStep["proof"]): PlainMap {
  switch (proof.kind) {
    case "probe":
      return { verify: writeProbe(proof.probe) };
    case "elsewhere": {
      const { monitor: from, maxAgeMs, same } = proof;
      return said({ from, maxAge: maxAgeMs === null ? null : writeDuration(maxAgeMs), same });
    }
    case "claim":
    case "output":
    case "stdout-bytes":
      return {};
    default:
      return unreachable(proof);
  }
}

function writeExpected(proof: EvidenceStep["proof"]): PlainMap {
  if (proof.kind === "output") {
    const { matches, not } = proof.expect;
    return { output: said({ matches, not }) };
  }
  if (proof.kind !== "stdout-bytes") return {};
  const { min, max } = proof.range;
  const sizeOf = (bytes: number | null) => (bytes === null ? null : writeSize(bytes));
  return { stdoutBytes: said({ min: sizeOf(min), max: sizeOf(max) }) };
}
