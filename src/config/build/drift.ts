import type { DriftRule } from "../../domain/monitor.ts";
import type { RawDrift } from "../shape/drift.ts";
import { listOf } from "../shape/section.ts";

export function buildDrift(raw: RawDrift): DriftRule {
  if (typeof raw === "string") return { mode: raw, numbers: null };
  const { mode = "note", numbers } = raw;
  return { mode, numbers: numbers === undefined ? null : listOf(numbers) };
}
