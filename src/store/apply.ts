import { ok, type Result } from "../base/result.ts";
import { unreachable } from "../base/unreachable.ts";
import { leaseMs } from "../domain/lost.ts";
import type { Report } from "../domain/report.ts";
import type { RunStart } from "../domain/run.ts";
import type { Applied, ApplyOptions, Refusal } from "./applied.ts";
import type { StoreFailure } from "./failure.ts";
import { extendLease } from "./lease.ts";
import { closeRun, endRun, startRun } from "./run-write.ts";
import { recordSignal } from "./signal-write.ts";
import { setWait, transact, type Store } from "./store.ts";

/** Records one report, as one transaction. The same report twice changes nothing. */
export function applyReport(
  store: Store,
  report: Report,
  options: ApplyOptions,
): Result<Applied, StoreFailure | Refusal> {
  if (options.waitMs !== undefined) setWait(store, options.waitMs);
  return transact(store, () => applyInside(store, report, options));
}

export interface ReportToApply {
  readonly report: Report;
  readonly options: ApplyOptions;
}

/** Records several reports in their order, as one transaction; a refused one leaves the others in. */
export function applyReports(
  store: Store,
  reports: readonly ReportToApply[],
): Result<Result<Applied, Refusal>[], StoreFailure> {
  // A report is refused before it has changed anything, so nothing has to be undone.
  return transact(store, () =>
    ok(reports.map(({ report, options }) => applyInside(store, report, options))),
  );
}

function applyInside(
  store: Store,
  report: Report,
  options: ApplyOptions,
): Result<Applied, Refusal> {
  switch (report.kind) {
    case "run-started":
      return startFrom(store, report.start, options);
    case "run-ended":
      return endRun(store, report.start, report.end, options);
    case "run-closed":
      return closeRun(store, report.close, options);
    case "signal":
      return recordSignal(store, report.signal, options);
    default:
      return unreachable(report);
  }
}

/** A start that waited may be old, and its recorder could not say in the store that it lives. */
function startFrom(store: Store, start: RunStart, options: ApplyOptions): Result<Applied, Refusal> {
  const started = startRun(store, start, options);
  if (options.through === "spool" && started.ok && started.value === "recorded")
    extendLease(store, start.id, options.now + leaseMs);
  return started;
}
