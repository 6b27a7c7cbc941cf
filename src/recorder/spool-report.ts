import type { EpochMilliseconds } from "../base/time.ts";
import type { Report } from "../domain/report.ts";
import { spoolPlaces } from "../store/spool-places.ts";
import { spoolText, writeSpool } from "../store/spool-write.ts";

export interface SpoolTarget {
  readonly storePath: string;
  readonly uid: number;
  readonly now: () => EpochMilliseconds;
}

/** Leaves a report where the next luota finds it: the file it lies in, or the line that is all there is of it. */
export function spoolReport(
  target: SpoolTarget,
  report: Report,
): { readonly file: string } | { readonly line: string } {
  const { storePath, uid } = target;
  const waiting = { storePath, report, now: target.now() };
  const written = writeSpool(spoolPlaces({ storePath, uid }), waiting);
  return written.ok ? { file: written.value } : { line: spoolText(waiting).trimEnd() };
}
