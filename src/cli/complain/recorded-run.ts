import { unreachable } from "../../base/unreachable.ts";
import { toIso } from "../../base/time.ts";
import type { Kept } from "../../recorder/notebook.ts";
import type { RecordedRun } from "../../recorder/recorded-run.ts";
import type { Refusal } from "../../store/applied.ts";
import { quote, quotePath } from "./quote.ts";
import { describeStoreFailure } from "./store.ts";

/** What whoever started `luota run` should know of it: nothing at all when the record is in the store. */
export function describeRecordedRun(run: RecordedRun): readonly string[] {
  const lines: string[] = [];
  if (run.occupiedBy !== null) {
    const { monitor, id, startedAt, recorder } = run.occupiedBy.start;
    const wayOut = recorder === null ? `; if it has ended: luota failure ${id}` : "";
    lines.push(`skipped: ${monitor} still runs (run ${id} since ${toIso(startedAt)}${wayOut})`);
  }
  if (run.overlapUnknown !== null) {
    const why =
      run.overlapUnknown.kind === "refused"
        ? describeRefusal(run.overlapUnknown)
        : describeStoreFailure(run.overlapUnknown);
    lines.push(`ran without knowing whether an earlier run still goes on: ${why}`);
  }
  const kept = describeKept(run.kept);
  return kept === null ? lines : [...lines, kept];
}

/** Null where the record is where it belongs. */
export function describeKept(kept: Kept): string | null {
  switch (kept.kind) {
    case "stored":
      return null;
    case "spooled":
      return `${describeStoreFailure(kept.failure)}; the record waits in ${quotePath(kept.file)} for the next luota`;
    case "unkept":
      return `${describeStoreFailure(kept.failure)}; no spool could be written either, so this is the record: ${kept.line}`;
    case "refused":
      return `not recorded: ${describeRefusal(kept.refusal)}`;
    case "broken":
      return `not recorded, which is a bug of luota (${quote(kept.detail)}); the command ran as it would have`;
    default:
      return unreachable(kept);
  }
}

function describeRefusal(refusal: Refusal): string {
  const run = `run ${quote(refusal.run)}`;
  switch (refusal.reason) {
    case "unknown-run":
      return `${run} is not known; luota runs lists those that are`;
    case "already-ended":
      return `${run} has already ended, and what is recorded of it stays (luota show ${refusal.run})`;
    case "other-reporter":
      return `${run} was reported by another user`;
    case "other-run":
      return `${run} is another monitor's`;
    case "wrapped-run":
      return `${run} is wrapped by luota run, which tells its end itself`;
    default:
      return unreachable(refusal.reason);
  }
}
