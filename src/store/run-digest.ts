import { canonicalJson } from "../text/canonical-json.ts";
import { digestText } from "./digest-text.ts";
import type { OutputTexts } from "./output-text.ts";
import { runDocument, type EndRow, type StartRow } from "./run-row.ts";
import type { StoredRun } from "./run-stored.ts";
import { prepare, type Store } from "./store.ts";

/** The digest of an ended run's row, SHA-256 in hex. */
export function runDigest(run: {
  readonly start: StartRow;
  readonly end: EndRow;
  readonly reporterUid: number;
  readonly output: Pick<OutputTexts, "stdoutDigest" | "stderrDigest"> | null;
}): string {
  const { start, end, reporterUid, output } = run;
  const stdout = output?.stdoutDigest ?? null;
  const stderr = output?.stderrDigest ?? null;
  return digestText(canonicalJson(runDocument({ start, end, reporterUid, stdout, stderr })));
}

/** The digests of a run's outputs as they lie in the store now; null where there are none. */
export function storedOutputDigests(
  store: Store,
  run: StoredRun,
): Pick<OutputTexts, "stdoutDigest" | "stderrDigest"> | null {
  const select = prepare(store, "SELECT stdout, stderr FROM run_outputs WHERE run = ?");
  const row = select.get(run.number) as [string, string] | undefined;
  if (row === undefined) return null;
  return { stdoutDigest: digestText(row[0]), stderrDigest: digestText(row[1]) };
}
