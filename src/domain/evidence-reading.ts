import type { JsonObject } from "../base/json.ts";
import type { EvidenceBody, EvidenceFile } from "./evidence.ts";
import { weighedWords, type Reading, type Seen, type Weighed } from "./reading.ts";

/** What a probe saw as evidence for a step. */
export function evidenceOfReading(
  step: string,
  { reading, weighed }: { readonly reading: Reading; readonly weighed: Weighed },
): EvidenceBody {
  const { seen } = reading;
  return {
    ...{ kind: "evidence", step, source: "verified", state: weighed.state },
    values: valuesOf(seen),
    files: seen.kind === "file" ? [fileOf(seen)] : [],
    receipt: null,
    note: weighedWords(weighed) || null,
  };
}

function fileOf({
  path,
  size,
  modifiedAt,
  sha256,
}: Seen & { readonly kind: "file" }): EvidenceFile {
  return { path, size, modifiedAt: Math.max(0, modifiedAt), sha256 };
}

function valuesOf(seen: Seen): JsonObject {
  switch (seen.kind) {
    case "file":
      return { bytes: seen.size, files: seen.count };
    case "command":
      return seen.value === null ? { exitCode: seen.exitCode } : { value: seen.value };
    case "answer":
      return { status: seen.status };
    case "query":
      return { value: seen.value };
    case "no-file":
    case "no-answer":
    case "unknown":
      return {};
  }
}
